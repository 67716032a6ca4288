using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using NSubstitute;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Text;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Results.Cache;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Results.Cache;

public sealed class ResultCacheTests : IDisposable
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static readonly PageRequest Plain = new("a.png", 1, new DetectionSettings(0.3f), Visualize: false);
    private static readonly DetectionSettings[] Settings =
    [
        new(0.30001f),
        Plain.Detection with { Models = ["a"] },
        Plain.Detection with { Models = ["a", "b"] },
        Plain.Detection with { IouThreshold = 0.5f },
        Plain.Detection with { Slices = new SliceSettings(640, 512, 0.2f) },
        Plain.Detection with { Slices = new SliceSettings(512, 640, 0.2f) },
        Plain.Detection with { Slices = new SliceSettings(640, 512, 0.3f) },
        Plain.Detection with { Slices = new SliceSettings(640, 512, 0.2f) { Merge = SliceMerge.Nms } },
        Plain.Detection with { Slices = new SliceSettings(640, 512, 0.2f) { Metric = MatchMetric.Iou } },
        Plain.Detection with { Slices = new SliceSettings(640, 512, 0.2f) { MatchThreshold = 0.6f } },
        Plain.Detection with { Orientation = PageOrientation.Off },
        Plain.Detection with { Orientation = new PageOrientation(90) },
        Plain.Detection with { Deskew = Deskew.Off },
        Plain.Detection with { Deskew = new Deskew(1.5f) },
        Plain.Detection with { Snap = false },
        Plain.Detection with { Snap = true },
        Plain.Detection with { Rules = "layout" },
    ];
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly ILayoutRules _rules = Substitute.For<ILayoutRules>();
    private readonly FakeDetection _detection = new();
    private readonly IDiskGuard _disk = Substitute.For<IDiskGuard>();
    private readonly ConcurrentQueue<string> _log = new();

    public ResultCacheTests() => _disk.FreeBytes.Returns(long.MaxValue);

    [Fact]
    public async Task Find_AfterKeep_ReturnsTheSameBytes()
    {
        ResultCache cache = Cache();
        string key = cache.Key(Hash, Plain)!;
        byte[] answer = Encoding.UTF8.GetBytes("{\"a\":\"ü\"}");

        Assert.Null(await cache.FindAsync(key, CancellationToken.None));
        await cache.KeepAsync(key, answer, CancellationToken.None);

        Assert.Equal(answer, (await cache.FindAsync(key, CancellationToken.None))!.Value.ToArray());
        Assert.Equal(answer, (await Cache().FindAsync(key, CancellationToken.None))!.Value.ToArray());
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public void Key_EveryInput_ChangesIt()
    {
        ResultCache cache = Cache();
        PagePerturbation perturbation = new([new PerturbationStep("rotation", 2)]) { Seed = 7 };
        PageRequest perturbed = Plain with { Perturbation = perturbation };
        List<string?> keys =
        [
            cache.Key(Hash, Plain),
            cache.Key(new string('0', 64), Plain),
            cache.Key(Hash, Plain with { Page = 2 }),
            .. Settings.Select(settings => cache.Key(Hash, Plain with { Detection = settings })),
            cache.Key(Hash, Plain with { Text = new TextSettings(Recognize: false) }),
            cache.Key(Hash, Plain with { Text = new TextSettings(Recognize: true) }),
            cache.Key(Hash, Plain with { Text = new TextSettings(Recognize: true) { Languages = "deu" } }),
            cache.Key(Hash, perturbed),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Seed = 8 } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Mode = PerturbationMode.Reference } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Quality = true } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Compare = true } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Steps = [new PerturbationStep("rotation", 3)] } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Steps = [new PerturbationStep("rotation", 2) { Seed = 1 }] } }),
            cache.Key(Hash, Plain with { Perturbation = perturbation with { Steps = [.. perturbation.Steps, .. perturbation.Steps] } }),
            Cache(imaging: new ImagingOptions { PdfDpi = 72 }).Key(Hash, Plain),
        ];
        _detection.Status = _detection.Status with { ExecutionProvider = "CUDAExecutionProvider" };
        keys.Add(cache.Key(Hash, Plain));

        Assert.All(keys, k => Assert.Matches("^[0-9a-f]{64}$", k));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void Key_OtherModelFile_ChangesIt()
    {
        ILayoutDetector other = Substitute.For<ILayoutDetector>();
        other.Model.Returns(_detection.Model with { Sha256 = new string('1', 64) });
        other.Status.Returns(_detection.Status);

        Assert.NotEqual(Cache().Key(Hash, Plain), Cache(detector: other).Key(Hash, Plain));
    }

    [Fact]
    public void Key_OtherContentOfTheRules_ChangesIt()
    {
        PageRequest ruled = Plain with { Detection = Plain.Detection with { Rules = "layout" } };
        _rules.VersionOf("layout").Returns("1", "2");

        Assert.NotEqual(Cache().Key(Hash, ruled), Cache().Key(Hash, ruled));
    }

    [Fact]
    public void Key_OtherBuildOfAnAssembly_ChangesIt()
    {
        CacheKeys keys = new(_detection, _rules, Options.Create(new ImagingOptions()));
        Guid[] floors =
        [
            .. new[] { typeof(PageAnalyzer), typeof(DetectionOptions), typeof(PageReader), typeof(PerturbationRegistry) }
                .Select(t => t.Assembly.ManifestModule.ModuleVersionId),
        ];

        Assert.Equal(floors.Order(), keys.Code.Order());
        string?[] all =
        [
            keys.Of(Hash, Plain),
            .. floors.Select(floor => new CacheKeys(_detection, _rules, Options.Create(new ImagingOptions()))
            {
                Code = [.. keys.Code.Select(c => c == floor ? Guid.NewGuid() : c)],
            }.Of(Hash, Plain)),
        ];
        Assert.Equal(5, all.Distinct().Count());
    }

    [Fact]
    public void Key_NameOfTheFile_IsNotPartOfIt() =>
        Assert.Equal(Cache().Key(Hash, Plain), Cache().Key(Hash, Plain with { FileName = "b.png" }));

    [Fact]
    public void Key_NotRepeatableOrWithCharts_IsNull()
    {
        ResultCache cache = Cache();
        PagePerturbation perturbation = new([new PerturbationStep("rotation", 2)]);

        Assert.Null(cache.Key(Hash, Plain with { Visualize = true }));
        Assert.Null(cache.Key(Hash, Plain with { Perturbation = perturbation }));
        Assert.Null(cache.Key(Hash, Plain with { Perturbation = perturbation with { Seed = 1, Save = true } }));
        Assert.Null(cache.Key(Hash, Plain with { Perturbation = new([new PerturbationStep("background", 2)]) { Seed = 1 } }));
    }

    [Fact]
    public void Key_ModelNotReady_IsNull()
    {
        _detection.Status = new DetectorStatus(DetectorState.Loading, null, null);

        Assert.Null(Cache().Key(Hash, Plain));
    }

    [Fact]
    public async Task Keep_CacheIsDisabled_StoresNothing()
    {
        ResultCache cache = Cache(capacity: 0);

        Assert.Null(cache.Key(Hash, Plain));
        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);
        Assert.Null(await cache.FindAsync("aa", CancellationToken.None));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Keep_MoreThanFits_EvictsTheLeastRecentlyUsedAlsoAfterARestart()
    {
        const int size = 1000 - CacheEntry.HeadLength;
        ResultCache cache = Cache(capacity: 3000);
        foreach (string key in new[] { "aa", "bb", "cc" })
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await cache.KeepAsync(key, new byte[size], CancellationToken.None);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await cache.FindAsync("aa", CancellationToken.None));

        ResultCache next = Cache(capacity: 3000);
        Assert.Equal(["aa", "cc", "bb"], next.Entries);
        await next.KeepAsync("dd", new byte[size], CancellationToken.None);
        Assert.Equal(["dd", "aa", "cc"], next.Entries);
        Assert.Null(await next.FindAsync("bb", CancellationToken.None));
        Assert.Equal(3000, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length));

        Assert.Equal(["dd"], Cache(capacity: 1000).Entries);
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(70)]
    [InlineData(-1)]
    public async Task Find_DamagedFile_IsAMissAndRemovesIt(int length)
    {
        ResultCache cache = Cache();
        await cache.KeepAsync("aa", "{\"answer\":42}"u8.ToArray(), CancellationToken.None);
        string file = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(file);
        if (length < 0)
        {
            bytes[^2] ^= 1;
        }

        await File.WriteAllBytesAsync(file, bytes[..(length < 0 ? bytes.Length : length)]);

        Assert.Null(await cache.FindAsync("aa", CancellationToken.None));
        Assert.False(File.Exists(file));
        Assert.Empty(cache.Entries);
        await cache.KeepAsync("aa", "{\"answer\":43}"u8.ToArray(), CancellationToken.None);
        Assert.NotNull(await cache.FindAsync("aa", CancellationToken.None));
    }

    [Fact]
    public async Task Find_MissingFile_IsAMiss()
    {
        ResultCache cache = Cache();
        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);
        Directory.Delete(_folder.Path, recursive: true);
        Directory.CreateDirectory(_folder.Path);

        Assert.Null(await cache.FindAsync("aa", CancellationToken.None));
        Assert.Empty(cache.Entries);
    }

    [Fact]
    public async Task Entries_PartialAndForeignFiles_OnlyOwnFilesAreRemoved()
    {
        string half = Path.Combine(_folder.Path, "aa", "aa.answer.123.tmp");
        string foreign = Path.Combine(_folder.Path, "notes.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(half)!);
        await File.WriteAllTextAsync(half, "x");
        await File.WriteAllTextAsync(foreign, "x");

        Assert.Empty(Cache().Entries);
        Assert.False(File.Exists(half));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public async Task Keep_LittleFreeSpace_StoresNothing()
    {
        _disk.FreeBytes.Returns(1000);
        ResultCache cache = Cache(mustStayFree: 950);

        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);

        Assert.Empty(cache.Entries);
    }

    [Fact]
    public async Task Keep_FolderCannotBeWritten_IsOnlyLogged()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "aa"), "a file where a folder should be");
        ResultCache cache = Cache();

        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);

        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);
        Assert.Single(_log, l => l.Contains("cannot be cached", StringComparison.Ordinal));
        Assert.Empty(cache.Entries);

        await cache.KeepAsync("bb", "{}"u8.ToArray(), CancellationToken.None);
        await cache.KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);
        Assert.Equal(2, _log.Count);
        Assert.Equal(["bb"], cache.Entries);
    }

    [Fact]
    public async Task Find_PartialFileCannotBeDeleted_IsLoggedAndTheCacheWorks()
    {
        await Cache().KeepAsync("aa", "{}"u8.ToArray(), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Cache().KeepAsync("bb", new byte[500], CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "aa", "aa.answer.123.tmp"), "x");
        ResultCache cache = Cache(capacity: 600, delete: path => throw new UnauthorizedAccessException($"{path} stays."));

        Assert.NotNull(await cache.FindAsync("bb", CancellationToken.None));
        await cache.KeepAsync("cc", new byte[500], CancellationToken.None);

        Assert.NotNull(await cache.FindAsync("cc", CancellationToken.None));
        Assert.Equal(["cc"], cache.Entries);
        Assert.Contains(_log, l => l.Contains("aa.answer.123.tmp could not be removed", StringComparison.Ordinal));
        Assert.Contains(_log, l => l.Contains("bb.answer could not be removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_LinksInTheFolder_AreIgnored()
    {
        using TemporaryFolder elsewhere = new();
        string file = Path.Combine(elsewhere.Path, "aa.answer");
        await File.WriteAllTextAsync(file, "another's");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "aa"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "round.tmp"), Path.Combine(_folder.Path, "round.tmp"));

        Assert.Empty(Cache().Entries);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task KeepAndFind_Concurrently_IsCorrectAndWithinTheCapacity()
    {
        const int capacity = 20_000;
        ResultCache cache = Cache(capacity: capacity);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), async (i, cancellationToken) =>
        {
            string key = $"{i * 7919 % 40:x2}";
            byte[] answer = Encoding.UTF8.GetBytes($"{{\"key\":\"{key}\",\"pad\":\"{new string('x', 100 * (i % 13))}\"}}");
            if (i % 3 == 0)
            {
                await cache.KeepAsync(key, answer, cancellationToken);
            }
            else if (await cache.FindAsync(key, cancellationToken) is { } found)
            {
                Assert.StartsWith($"{{\"key\":\"{key}\"", Encoding.UTF8.GetString(found.Span), StringComparison.Ordinal);
            }
        });

        FileInfo[] files = [.. new DirectoryInfo(_folder.Path).GetFiles("*", SearchOption.AllDirectories)];
        Assert.InRange(files.Sum(f => f.Length), 1, capacity);
        Assert.Equal(
            cache.Entries.Order(StringComparer.Ordinal), files.Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private ResultCache Cache(
        long capacity = 1_000_000,
        long mustStayFree = 0,
        ILayoutDetector? detector = null,
        ImagingOptions? imaging = null,
        Action<string>? delete = null)
    {
        CacheKeys keys = new(detector ?? _detection, _rules, Options.Create(imaging ?? new()));
        return new ResultCache(_folder.Path, capacity, mustStayFree, keys, _disk, _clock, new ListLogger<ResultCache>(_log))
        {
            Delete = delete ?? File.Delete,
        };
    }
}
