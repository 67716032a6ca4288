using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Analysis.Exports;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

public sealed class LocalBatchTests : IDisposable
{
    private readonly BatchRunner _batch = new();

    [Fact]
    public async Task Batch_Folder_LeavesResultsAndTellsOfEachImage()
    {
        _batch.Page("scans/b.png");
        _batch.Page("scans/box/a.png");
        _batch.Page("scans/notes.txt", "no image"u8.ToArray());

        int exit = await _batch.RunAsync(_batch.At("scans"), "--visualization-mode", "summary", "--threshold", "0.4");

        Assert.Equal(0, exit);
        Assert.Equal(["b.png success 2 0.750", "box/a.png success 2 0.750"], _batch.Rows.Select(WithoutSeconds));
        Assert.Equal("completed: 2 of 2 images succeeded, 0 failed; 4 detections", _batch.Sum);
        Assert.Equal($"1 file is no image and was passed over.{Environment.NewLine}", _batch.Error);
        string folder = Path.Combine(_batch.Out, Assert.Single(_batch.Names));
        Assert.StartsWith("batch_", Path.GetFileName(folder), StringComparison.Ordinal);
        Assert.Contains($"Results: {folder}", _batch.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "image_002", "results.json")));
        Assert.Equal(8, Directory.GetFiles(Path.Combine(folder, "summary_visualizations")).Length);
        JsonNode summary = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "summary.json")))!;
        Assert.Equal(4, summary["statistics"]!["total_detections"]!.GetValue<int>());
        Assert.All(_batch.Fake.Requests, request => Assert.Equal(0.4f, request.Detection.ScoreThreshold));
    }

    [Fact]
    public async Task Batch_FilesAndArchive_AreOneJob()
    {
        int exit = await _batch.RunAsync(_batch.Page("one.png"), _batch.Archive("more.zip", "deep/two.png", "three.png"));

        Assert.Equal(0, exit);
        Assert.Equal(["one.png", "deep/two.png", "three.png"], _batch.Rows.Select(row => row.Split(' ')[0]));
    }

    [Fact]
    public async Task Batch_TwoFolders_AreToldApartByTheirNames()
    {
        _batch.Page("first/a.png");
        _batch.Page("second/a.png");

        await _batch.RunAsync(_batch.At("first"), _batch.At("second"));

        Assert.Equal(["first/a.png", "second/a.png"], _batch.Rows.Select(row => row.Split(' ')[0]));
    }

    [Fact]
    public async Task Batch_Pattern_TakesTheMatchingFiles()
    {
        _batch.Page("scans/a1.png");
        _batch.Page("scans/a2.png");
        _batch.Page("scans/b1.png");

        await _batch.RunAsync(_batch.At("scans"), "--pattern", "a*.png");

        Assert.Equal(["a1.png", "a2.png"], _batch.Rows.Select(row => row.Split(' ')[0]));
    }

    [Fact]
    public async Task Batch_FolderWithLinks_FollowsThoseToFilesAlone()
    {
        _batch.Page("scans/a.png");
        File.CreateSymbolicLink(_batch.At("scans/link.png"), _batch.Page("elsewhere/b.png"));
        Directory.CreateSymbolicLink(_batch.At("scans/up"), _batch.At("scans"));

        Assert.Equal(0, await _batch.RunAsync(_batch.At("scans")));
        Assert.Equal(["a.png", "link.png"], _batch.Rows.Select(row => row.Split(' ')[0]));
    }

    [Fact]
    public async Task Batch_OneImageFails_IsToldInItsRowAndTheExitCodeIs1()
    {
        _batch.Fake.FailsOn = request => request.FileName == "bad.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;

        int exit = await _batch.RunAsync(_batch.Page("bad.png"), _batch.Page("good.png"));

        Assert.Equal(1, exit);
        Assert.StartsWith("bad.png failed", _batch.Rows[0], StringComparison.Ordinal);
        Assert.EndsWith("It is torn.", _batch.Rows[0], StringComparison.Ordinal);
        Assert.Equal("partial: 1 of 2 images succeeded, 1 failed; 2 detections", _batch.Sum);
    }

    [Fact]
    public async Task Batch_FileThatIsNoImage_IsToldAndTheOthersAreDone()
    {
        string text = _batch.Page("notes.txt", "no image"u8.ToArray());

        int exit = await _batch.RunAsync(text, _batch.At("missing.png"), _batch.Page("good.png"));

        Assert.Equal(1, exit);
        Assert.StartsWith("good.png success", Assert.Single(_batch.Rows), StringComparison.Ordinal);
        Assert.Contains($"{text}: ", _batch.Error, StringComparison.Ordinal);
        Assert.Contains("missing.png: There is no such file or folder.", _batch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_FileThatCannotBeOpened_IsToldAndTheOthersAreDone()
    {
        string locked = _batch.Page("locked.png");
        using FileStream held = new(locked, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        int exit = await _batch.RunAsync(locked, _batch.Page("good.png"));

        Assert.Equal(1, exit);
        Assert.StartsWith("good.png success", Assert.Single(_batch.Rows), StringComparison.Ordinal);
        Assert.StartsWith($"{locked}: ", _batch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_NothingToWorkOn_IsAFailure()
    {
        Directory.CreateDirectory(_batch.At("empty"));

        Assert.Equal(1, await _batch.RunAsync(_batch.At("empty")));
        Assert.Contains("There is no image to work on.", _batch.Error, StringComparison.Ordinal);
        Assert.Empty(_batch.Names);
    }

    [Fact]
    public async Task Batch_Exports_LieBesideTheResults()
    {
        int exit = await _batch.RunAsync(_batch.Page("a.png"), "--export", "csv,jsonl,zip");

        Assert.Equal(0, exit);
        string stem = _batch.Names[0];
        Assert.Equal([stem, $"{stem}.jsonl", $"{stem}.zip", $"{stem}_detections.csv"], _batch.Names);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(_batch.Out, $"{stem}_detections.csv"))).Length);
        using ZipArchive zip = ZipFile.OpenRead(Path.Combine(_batch.Out, $"{stem}.zip"));
        Assert.NotNull(zip.GetEntry("summary.json"));
    }

    [Fact]
    public async Task Batch_ExportThatFails_IsToldAndTheResultsAreKept()
    {
        _batch.Replace = services => Export(services, _ => throw new IOException("There is no room."));

        int exit = await _batch.RunAsync(_batch.Page("a.png"), "--export", "zip,csv");

        Assert.Equal(1, exit);
        Assert.Equal("completed: 1 of 1 images succeeded, 0 failed; 2 detections", _batch.Sum);
        Assert.Contains($"The results could not be exported as zip: There is no room.{Environment.NewLine}", _batch.Error, StringComparison.Ordinal);
        string stem = _batch.Names[0];
        Assert.Equal([stem, $"{stem}_detections.csv"], _batch.Names);
        Assert.True(File.Exists(Path.Combine(_batch.Out, stem, "image_001", "results.json")));
    }

    [Fact]
    public async Task Batch_ResultsThatCannotBeMoved_StayAndItIsToldWhere()
    {
        string real = Directory.CreateDirectory(_batch.At("real")).FullName;
        Directory.CreateSymbolicLink(_batch.Out, real);
        _batch.Replace = services => Export(services, job =>
        {
            // The target is inside the results now, and no folder can be moved into itself.
            string own = Directory.GetDirectories(real, ".batch-*").Single();
            string inside = Directory.CreateDirectory(Path.Combine(own, job.Name, "inside")).FullName;
            Directory.CreateSymbolicLink(Path.Combine(inside, Path.GetFileName(own)), own);
            Directory.Delete(_batch.Out);
            Directory.CreateSymbolicLink(_batch.Out, inside);
        });

        int exit = await _batch.RunAsync(_batch.Page("a.png"), "--export", "zip");

        Assert.Equal(1, exit);
        Assert.Contains($"The results could not be moved to {_batch.Out}: ", _batch.Error, StringComparison.Ordinal);
        string folder = _batch.Output.Split('\n').Single(line => line.StartsWith("Results: ", StringComparison.Ordinal))["Results: ".Length..].Trim();
        Assert.StartsWith(Path.Combine(_batch.Out, ".batch-"), folder, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "image_001", "results.json")));
        Assert.Equal([folder], Directory.GetFileSystemEntries(Path.GetDirectoryName(folder)!));
    }

    [Fact]
    public async Task Batch_WorkersThatDie_LeaveWhatIsDone()
    {
        int before = Environment.ExitCode;
        try
        {
            _batch.Replace = services => services.Replace(ServiceDescriptor.Singleton<IWorkQueue>(new BrokenQueue(answers: 2, Task.CompletedTask)));

            int exit = await _batch.RunAsync(
                _batch.Page("a.png"), _batch.Page("b.png"), _batch.Page("c.png"), "--batch-concurrency", "1", "--export", "csv");

            Assert.Equal(1, exit);
            Assert.Equal("failed: 2 of 3 images succeeded, 0 failed, 1 not done; 4 detections", _batch.Sum);
            Assert.Contains("The workers have died; what went wrong is in the log.", _batch.Error, StringComparison.Ordinal);
            string stem = _batch.Names[0];
            Assert.Equal([stem, $"{stem}_detections.csv"], _batch.Names);
            Assert.Equal(2, Directory.GetFiles(Path.Combine(_batch.Out, stem), "results.json", SearchOption.AllDirectories).Length);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Fact]
    public async Task Batch_RunAgainIntoTheSameFolder_KeepsWhatIsThere()
    {
        string page = _batch.Page("a.png");

        await _batch.RunAsync(page);
        await _batch.RunAsync(page);

        Assert.Equal(2, _batch.Names.Length);
        Assert.True(File.Exists(page));
    }

    [Fact]
    public async Task Batch_Interrupted_CancelsTheJobAndKeepsWhatIsDone()
    {
        using CancellationTokenSource interrupt = new();
        int begun = 0;
        _batch.Fake.Work = async token =>
        {
            if (Interlocked.Increment(ref begun) == 3)
            {
                await interrupt.CancelAsync();
            }

            if (begun >= 3)
            {
                await Task.Delay(Timeout.Infinite, token);
            }
        };
        string[] pages = [.. Enumerable.Range(0, 6).Select(i => _batch.Page($"{i}.png"))];

        int exit = await _batch.RunAsync(interrupt.Token, [.. pages, "--batch-concurrency", "1"]);

        Assert.Equal(1, exit);
        Assert.Equal("cancelled: 2 of 6 images succeeded, 0 failed, 4 cancelled; 4 detections", _batch.Sum);
        string folder = Path.Combine(_batch.Out, Assert.Single(_batch.Names));
        Assert.True(File.Exists(Path.Combine(folder, "image_001", "results.json")));
    }

    [Fact]
    public async Task Batch_BesideAServiceOnTheSameOutputFolder_LeavesItsJobsAlone()
    {
        await using ApiServer server = await Pages.ServeAsync();
        Gate gate = Gate.Before(server.Fake);
        string id = await server.SubmitAsync(3);
        await gate.BegunAsync();

        ProgramRun run = await ProgramRun.OfAsync(["batch", _batch.Page("a.png"), "--out", server.Outputs], services =>
        {
            ApiServer.UseFake(services, _batch.Fake);
            Pages.UseReader(services);
        });

        Assert.Equal(0, run.Exit);
        JobSnapshot job = server.App.Services.GetRequiredService<IJobEngine>().Find(id)!;
        Assert.Equal(JobState.Processing, job.State);
        Assert.All(job.Items, item => Assert.Equal(0, item.Crashes));
        gate.Open();
        await ApiServer.EventuallyAsync(() => server.App.Services.GetRequiredService<IJobEngine>().Find(id)!.State == JobState.Completed);
    }

    public void Dispose() => _batch.Dispose();

    private static string WithoutSeconds(string row) => row[..row.LastIndexOf(' ')];

    /// <summary>Replaces the ZIP exporter.</summary>
    private static void Export(IServiceCollection services, Action<ExportSource> export)
    {
        services.Remove(services.Single(service => service.ImplementationInstance is IExporter { Name: "zip" }));
        services.AddSingleton<IExporter>(new OtherExporter(export));
    }

    private sealed class OtherExporter(Action<ExportSource> export) : IExporter
    {
        public string Name => "zip";

        public ExportFile FileOf(ExportSource source, ExportOptions options) => new(source.Name + ".zip", "application/zip");

        public Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
        {
            export(source);
            return Task.CompletedTask;
        }
    }
}
