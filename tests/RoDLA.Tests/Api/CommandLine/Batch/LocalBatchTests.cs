using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.States;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Api.CommandLine.Batch;

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
        Assert.All(_batch.Fake.Requests, request => Assert.Equal(0.4f, request.ScoreThreshold));
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

        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await new RoDLA.Api.CommandLine.Commands(_ => null, output, error, services =>
        {
            ApiServer.UseFake(services, _batch.Fake);
            Pages.UseReader(services);
        }).RunAsync(["batch", _batch.Page("a.png"), "--out", server.Outputs], CancellationToken.None);

        Assert.Equal(0, exit);
        JobSnapshot job = server.App.Services.GetRequiredService<IJobEngine>().Find(id)!;
        Assert.Equal(JobState.Processing, job.State);
        Assert.All(job.Items, item => Assert.Equal(0, item.Crashes));
        gate.Open();
        await ApiServer.EventuallyAsync(() => server.App.Services.GetRequiredService<IJobEngine>().Find(id)!.State == JobState.Completed);
    }

    public void Dispose() => _batch.Dispose();

    private static string WithoutSeconds(string row) => row[..row.LastIndexOf(' ')];
}
