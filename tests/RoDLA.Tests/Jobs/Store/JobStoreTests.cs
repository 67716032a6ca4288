using RoDLA.Analysis.Text;
using RoDLA.Detection;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Store;

public sealed class JobStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private readonly JobPaths _paths;
    private readonly JobStore _store;

    public JobStoreTests()
    {
        _paths = new JobPaths(Path.Combine(_folder.Path, "outputs"));
        _store = new JobStore(_paths, _clock, NullLogger<JobStore>.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SaveAsync_EverySetting_IsReadBack()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        LoadedJob loaded = Assert.Single(_store.Load(CancellationToken.None));
        Assert.False(loaded.Job.IsPersisted);
        Assert.Equal(JsonSerializer.Serialize(job.Definition), JsonSerializer.Serialize(loaded.Job.Definition));
        Assert.Equal(job.Items, loaded.Job.Items);
        Assert.Equal(job.Version, loaded.Job.Version);
    }

    [Fact]
    public async Task Load_AnyBitOfARecordFlipped_IsSetAsideAndTheOtherIsLoaded()
    {
        JobSnapshot other = Rich();
        await _store.SaveAsync(other);
        JobSnapshot job = Snapshots.Accepted(1);
        await _store.SaveAsync(job);
        string path = _paths.Record(job.Definition.JobId);
        byte[] whole = await File.ReadAllBytesAsync(path);
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Checksum.IsIntact(flipped), $"Bit {bit}");
        }

        Random random = new(11);
        for (int i = 0; i < 50; i++)
        {
            byte[] flipped = [.. whole];
            flipped[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, flipped);
            Assert.Equal(other.Definition.JobId, Assert.Single(_store.Load(CancellationToken.None)).Job.Definition.JobId);
            Assert.False(File.Exists(path));
            File.Delete(path + JobPaths.BrokenEnding);
        }

        await File.WriteAllBytesAsync(path, whole);
        Assert.Equal(2, _store.Load(CancellationToken.None).Count());
    }

    [Fact]
    public async Task Load_RecordWithoutChecksum_IsLoaded()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        string path = _paths.Record(job.Definition.JobId);
        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.StartsWith("  \"checksum\": \"", lines[1], StringComparison.Ordinal);
        await File.WriteAllLinesAsync(path, lines.Where((_, i) => i != 1));

        Assert.Equal(job.Items, Assert.Single(_store.Load(CancellationToken.None)).Job.Items);
    }

    [Fact]
    public async Task Load_RecordOfVersion210_HasItsThreshold()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        string path = _paths.Record(job.Definition.JobId);
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        JsonObject settings = record["resume"]!["definition"]!["settings"]!.AsObject();
        Assert.True(settings.Remove("detection"));
        settings.Insert(0, "score_threshold", 0.45);
        record.AsObject().Remove("checksum");
        await File.WriteAllTextAsync(path, record.ToJsonString());

        JobDefinition loaded = Assert.Single(_store.Load(CancellationToken.None)).Job.Definition;

        Assert.Equal(0.45f, loaded.Settings.Detection.ScoreThreshold);
        Assert.Equal(JsonSerializer.Serialize(new DetectionSettings(0.45f)), JsonSerializer.Serialize(loaded.Settings.Detection));
        Assert.Equal(VisualizationMode.Both, loaded.Settings.Visualization);
    }

    [Fact]
    public async Task Load_RecordWithoutSteps_HasTheirDefaults()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        string path = _paths.Record(job.Definition.JobId);
        JsonNode record = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        JsonObject detection = record["resume"]!["definition"]!["settings"]!["detection"]!.AsObject();
        Assert.All(["orientation", "deskew", "snap"], name => Assert.True(detection.Remove(name)));
        record.AsObject().Remove("checksum");
        await File.WriteAllTextAsync(path, record.ToJsonString());

        DetectionSettings loaded = Assert.Single(_store.Load(CancellationToken.None)).Job.Definition.Settings.Detection;

        Assert.Equal((PageOrientation.Auto, Deskew.Auto, null), (loaded.Orientation, loaded.Deskew, loaded.Snap));
        Assert.Equal("x", loaded.Rules);
    }

    [Fact]
    public async Task SaveAsync_Record_IsTheDocumentedSchemaWithoutSecrets()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        using JsonDocument record = JsonDocument.Parse(await File.ReadAllBytesAsync(_paths.Record(job.Definition.JobId)));
        JsonElement root = record.RootElement;
        Assert.Equal("processing", root.GetProperty("status").GetString());
        Assert.Equal("2026-03-01T12:00:00.125Z", root.GetProperty("created_at").GetString());
        Assert.Equal("outputs/batch_20260301_120000", root.GetProperty("output_dir").GetString());
        JsonElement config = root.GetProperty("config");
        Assert.Equal(3, config.GetProperty("total_images").GetInt32());
        Assert.Equal("both", config.GetProperty("visualization_mode").GetString());
        Assert.Equal("per_image", config.GetProperty("perturbation_mode").GetString());
        Assert.Equal("defocus", config.GetProperty("perturbations")[0][0].GetProperty("type").GetString());
        Assert.Equal("scans/page2.png", config.GetProperty("filenames")[1].GetString());
        Assert.True(config.GetProperty("notifies_webhook").GetBoolean());
        Assert.DoesNotContain("hook-token", config.GetRawText(), StringComparison.Ordinal);
        JsonElement result = Assert.Single(root.GetProperty("results").EnumerateArray());
        Assert.Equal("success", result.GetProperty("status").GetString());
        Assert.Equal(0.25, result.GetProperty("processing_time").GetDouble());
        Assert.Equal("outputs/batch_20260301_120000/image_001/results.json", result.GetProperty("result_path").GetString());
        Assert.Equal(2, root.GetProperty("unfinished").GetArrayLength());
        Assert.Equal([0.25], root.GetProperty("progress").GetProperty("processing_times").EnumerateArray().Select(t => t.GetDouble()));
        Assert.Equal("resume", root.EnumerateObject().Last().Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":"queued","updated_at":"2026-03-01T12:00:00Z","resume":{"version":1,"definition":null,"items":[]}}""")]
    [InlineData("""{"status":"sleeping","resume":{}}""")]
    public async Task Load_InvalidRecord_IsSetAsideAndTheOthersAreLoaded(string content)
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        string broken = _paths.Record("broken");
        await File.WriteAllTextAsync(broken, content);
        Directory.CreateDirectory(_paths.InputFolder("broken"));

        Assert.Equal(job.Definition.JobId, Assert.Single(_store.Load(CancellationToken.None)).Job.Definition.JobId);
        Assert.False(File.Exists(broken));
        Assert.Equal(content, await File.ReadAllTextAsync(broken + ".broken"));
        Assert.Equal(_clock.GetUtcNow().UtcDateTime, File.GetLastWriteTimeUtc(broken + ".broken"));
        Assert.True(Directory.Exists(_paths.InputFolder("broken")));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("batch_../../victim")]
    [InlineData("batch_..")]
    [InlineData("batch_1\n")]
    [InlineData("/tmp")]
    [InlineData("results")]
    public async Task Load_RecordWithAForeignFolder_IsSetAside(string folder)
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job with { Definition = job.Definition with { OutputFolder = folder } });

        Assert.Empty(_store.Load(CancellationToken.None));
        Assert.True(File.Exists(_paths.Record(job.Definition.JobId) + ".broken"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("input")]
    public async Task Load_InvalidId_IsSetAside(string jobId)
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job with { Definition = job.Definition with { JobId = jobId } });

        Assert.Empty(_store.Load(CancellationToken.None));
        Assert.True(File.Exists(_paths.Record(jobId) + ".broken"));
    }

    [Fact]
    public void Remove_LinkInPlaceOfTheResults_KeepsItsTarget()
    {
        JobDefinition job = Rich().Definition;
        Directory.CreateDirectory(_paths.InputFolder(job.JobId));
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere")).FullName, "mine.txt");
        File.WriteAllText(file, "x");
        File.CreateSymbolicLink(_paths.ResultFolder(job), Path.GetDirectoryName(file)!);

        _store.Remove(job);

        Assert.True(File.Exists(file));
        Assert.False(Path.Exists(_paths.ResultFolder(job)));
        Assert.False(Directory.Exists(_paths.JobFolder(job.JobId)));
    }

    [Fact]
    public async Task Load_FilesWithoutAJob_AreRemoved()
    {
        JobSnapshot job = Rich();
        await _store.SaveAsync(job);
        Directory.CreateDirectory(_paths.InputFolder(job.Definition.JobId));
        Directory.CreateDirectory(_paths.ResultFolder(job.Definition));
        Directory.CreateDirectory(_paths.InputFolder("orphan"));
        await File.WriteAllTextAsync(_paths.Journal("orphan"), "{}\n");
        await File.WriteAllTextAsync(_paths.Record("half") + ".tmp", "{");
        Directory.CreateDirectory(Path.Combine(_paths.OutputFolder, "batch_20260101_000000"));
        Directory.CreateDirectory(Path.Combine(_paths.OutputFolder, "batch_of_mine"));
        await File.WriteAllTextAsync(Path.Combine(_paths.OutputFolder, "batch_of_mine", "note.txt"), "keep");

        Assert.Single(_store.Load(CancellationToken.None));
        Assert.Equal(
            [job.Definition.JobId, $"job_{job.Definition.JobId}.json"],
            Directory.EnumerateFileSystemEntries(_paths.JobsFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(Directory.Exists(_paths.ResultFolder(job.Definition)));
        Assert.True(Directory.Exists(Path.Combine(_paths.OutputFolder, "batch_of_mine")));
        Assert.False(Directory.Exists(Path.Combine(_paths.OutputFolder, "batch_20260101_000000")));
    }

    [Fact]
    public void CreateOutputFolder_SameSecond_IsUnique()
    {
        string[] names = [.. Enumerable.Range(0, 20).AsParallel().Select(_ => _store.CreateOutputFolder(Snapshots.Created))];
        Assert.Equal(20, names.Distinct().Count());
        Assert.Contains("batch_20260301_120000", names);
        Assert.All(names, n => Assert.True(Directory.Exists(Path.Combine(_paths.OutputFolder, n))));
    }

    [Fact]
    public async Task HasResult_DamagedOrMissing_IsFalse()
    {
        JobDefinition job = Rich().Definition;
        Assert.False(_store.HasResult(job, 0));
        Directory.CreateDirectory(_paths.ItemFolder(job, 0));
        await File.WriteAllTextAsync(_paths.Result(job, 0), "");
        Assert.False(_store.HasResult(job, 0));
        await File.WriteAllTextAsync(_paths.Result(job, 0), "{\"success\":tr");
        Assert.False(_store.HasResult(job, 0));
        await File.WriteAllTextAsync(_paths.Result(job, 0), "{\"success\":true}");
        Assert.True(_store.HasResult(job, 0));
    }

    private static JobSnapshot Rich()
    {
        JobSnapshot job = Snapshots.Accepted(3);
        JobDefinition definition = job.Definition with
        {
            Settings = new JobSettings(
                new DetectionSettings(0.45f)
                {
                    Models = ["a", "b"],
                    IouThreshold = 0.5f,
                    Slices = new SliceSettings(640, 512, 0.2f),
                    Orientation = new PageOrientation(270),
                    Deskew = new Deskew(-2.5f),
                    Snap = false,
                    Rules = "x",
                })
            {
                Visualization = VisualizationMode.Both,
                Text = new TextSettings(Recognize: true) { Languages = "eng+deu" },
                Perturbations = new JobPerturbations(
                    PerturbationScope.PerImage, [[new PerturbationStep("defocus", 2) { Seed = 7 }], [], [new PerturbationStep("watermark", 1) { WatermarkText = "x" }]])
                {
                    Seed = 5,
                },
            },
            Policy = new RetryPolicy(2, 5, TimeSpan.FromSeconds(1.5)),
            Priority = JobPriority.Low,
            Notification = new JobNotification("https://example.org/hook-token", "a@example.org"),
        };
        ImmutableList<ItemRecord> items = [.. job.Items];
        items = items.SetItem(0, new ItemRecord
        {
            State = ItemState.Success,
            Attempts = 2,
            Crashes = 1,
            StartedAt = Snapshots.Created,
            EndedAt = Snapshots.Created.AddSeconds(1),
            Result = new ItemResult(0.25, 4, 0.8765, Cached: true),
        });
        items = items.SetItem(1, new ItemRecord
        {
            Attempts = 1,
            StartedAt = Snapshots.Created,
            NotBefore = Snapshots.Created.AddSeconds(9),
            Error = "The download broke.",
            Category = ErrorCategory.DownloadFailed,
        });
        return job with
        {
            Definition = definition,
            Items = items,
            State = JobState.Processing,
            Version = 6,
            Progress = JobProgress.Of(definition, items),
        };
    }
}
