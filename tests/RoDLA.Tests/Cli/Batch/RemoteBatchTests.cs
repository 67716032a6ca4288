using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Batches;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Api.Perturbing;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

public sealed class RemoteBatchTests : IDisposable
{
    private readonly BatchRunner _batch = new();

    [Fact]
    public async Task Batch_Files_AreSentAndTheirResultsFetched()
    {
        await using ApiServer server = await Pages.ServeAsync();

        int exit = await _batch.RunAsync(
            _batch.Page("a.png"), _batch.Archive("b.zip", "c.png"), "--server", server.Address.ToString(), "--threshold", "0.45", "--slices", "640x512",
            "--orientation", "180", "--deskew", "off", "--snap", "false",
            "--visualization-mode", "both", "--priority", "high", "--perturb", "defocus:2,rotation:1", "--seed", "7", "--page", "all",
            "--dpi", "96");

        Assert.Equal(0, exit);
        Assert.Equal(["a.png success 2 0.750", "c.png success 2 0.750"], _batch.Rows.Select(row => row[..row.LastIndexOf(' ')]));
        JobDefinition job = Jobs(server).List()[0].Definition;
        Assert.Equal(
            new DetectionSettings(0.45f)
            {
                Slices = new SliceSettings(640, 512),
                Orientation = new PageOrientation(180),
                Deskew = Deskew.Off,
                Snap = false,
            },
            job.Settings.Detection);
        Assert.Equal(VisualizationMode.Both, job.Settings.Visualization);
        Assert.Equal(96, job.Settings.PdfDpi);
        Assert.Equal(JobPriority.High, job.Priority);
        Assert.Equal(7, job.Settings.Perturbations!.Seed);
        Assert.Equal(["defocus", "rotation"], Assert.Single(job.Settings.Perturbations.Chains).Select(step => step.Type));
        string zip = Path.Combine(_batch.Out, Assert.Single(_batch.Names));
        using ZipArchive archive = ZipFile.OpenRead(zip);
        Assert.NotNull(archive.GetEntry("image_002_c/results.json"));
        Assert.Contains($"Export: {zip}", _batch.Output, StringComparison.Ordinal);
        Assert.Equal($"Job {job.JobId}: {server.Address}api/batch-job/{job.JobId}{Environment.NewLine}", _batch.Error);
    }

    [Fact]
    public async Task Batch_Folder_KeepsItsFolders()
    {
        await using ApiServer server = await Pages.ServeAsync();
        _batch.Page("scans/a.png");
        _batch.Page("scans/box/é 文.png");

        int exit = await _batch.RunAsync(_batch.At("scans"), "--server", server.Address.ToString(), "--export", "csv");

        Assert.Equal(0, exit);
        Assert.Equal(["a.png", "box/é 文.png"], Jobs(server).List()[0].Definition.Items.Select(item => item.Name));
        Assert.EndsWith("_detections.csv", Assert.Single(_batch.Names), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_MoreFilesThanAFormTakes_AreSentAsOneArchive()
    {
        await using ApiServer server = await Pages.ServeAsync();
        string[] pages = [.. Enumerable.Range(0, 301).Select(i => _batch.Page($"{i:000}.png", BatchCalls.Pixel))];

        int exit = await _batch.RunAsync([.. pages, "--server", server.Address.ToString()]);

        Assert.Equal(0, exit);
        Assert.Equal("completed: 301 of 301 images succeeded, 0 failed; 602 detections", _batch.Sum);
    }

    [Fact]
    public async Task Batch_OneImageFails_IsToldInItsRowAndTheExitCodeIs1()
    {
        await using ApiServer server = await Pages.ServeAsync();
        server.Fake.FailsOn = request => request.FileName == "bad.png" ? new ImageException(ImageFault.Undecodable, "It is torn.") : null;

        int exit = await _batch.RunAsync(_batch.Page("bad.png"), _batch.Page("good.png"), "--server", server.Address.ToString());

        Assert.Equal(1, exit);
        Assert.EndsWith("It is torn.", _batch.Rows[0], StringComparison.Ordinal);
        Assert.Equal("partial: 1 of 2 images succeeded, 1 failed; 2 detections", _batch.Sum);
    }

    [Fact]
    public async Task Batch_Interrupted_CancelsTheJobOfTheService()
    {
        await using ApiServer server = await Pages.ServeAsync(new Dictionary<string, string> { ["RODLA_BATCH_CONCURRENCY"] = "1" });
        using CancellationTokenSource interrupt = new();
        int begun = 0;
        server.Fake.Work = async token =>
        {
            if (Interlocked.Increment(ref begun) == 2)
            {
                await interrupt.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }
        };

        int exit = await _batch.RunAsync(
            interrupt.Token, _batch.Page("a.png"), _batch.Page("b.png"), _batch.Page("c.png"), "--server", server.Address.ToString());

        Assert.Equal(1, exit);
        Assert.Equal("cancelled: 1 of 3 images succeeded, 0 failed, 2 cancelled; 2 detections", _batch.Sum);
        Assert.Equal(JobState.Cancelled, Jobs(server).List()[0].State);
    }

    [Fact]
    public async Task Batch_ServiceThatIsAwayForAWhile_IsAskedAgain()
    {
        Disturbances disturbances = new();
        disturbances.Add("GET job", Disturbances.CutOff, Disturbances.Answer(503), Disturbances.Answer(429), Disturbances.Answer(502));
        disturbances.Add("GET export", Disturbances.HungUp, Disturbances.CutOff);
        await using ApiServer server = await disturbances.ServeAsync();
        _batch.Replace = QuickClock.Use;

        int exit = await _batch.RunAsync(_batch.Page("a.png"), "--server", server.Address.ToString(), "--export", "csv");

        Assert.Equal(0, exit);
        Assert.Equal("completed: 1 of 1 images succeeded, 0 failed; 2 detections", _batch.Sum);
        Assert.EndsWith("_detections.csv", Assert.Single(_batch.Names), StringComparison.Ordinal);
        Assert.Equal(0, disturbances.Left);
    }

    [Fact]
    public async Task Batch_ServiceThatStaysAway_IsToldAndSoIsTheJob()
    {
        Disturbances disturbances = new();
        disturbances.Add("GET job", [.. Enumerable.Repeat(Disturbances.CutOff, 100)]);
        await using ApiServer server = await disturbances.ServeAsync();
        _batch.Replace = QuickClock.Use;

        Assert.Equal(1, await _batch.RunAsync(_batch.Page("a.png"), "--server", server.Address.ToString()));

        Assert.InRange(disturbances.Left, 1, 50);
        Assert.StartsWith($"Job {Jobs(server).List()[0].Definition.JobId}: ", _batch.Error, StringComparison.Ordinal);
        Assert.Contains($"{server.Address}: ", _batch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_InterruptedWhileTheServiceIsBusy_CancelsTheJobAllTheSame()
    {
        Disturbances disturbances = new();
        disturbances.Add("DELETE job", Disturbances.Answer(503), Disturbances.HungUp, Disturbances.Answer(502));
        await using ApiServer server = await disturbances.ServeAsync();
        using CancellationTokenSource interrupt = new();
        server.Fake.Work = async token =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        };
        _batch.Replace = QuickClock.Use;

        int exit = await _batch.RunAsync(interrupt.Token, _batch.Page("a.png"), "--server", server.Address.ToString());

        Assert.Equal(1, exit);
        Assert.Equal("cancelled: 0 of 1 images succeeded, 0 failed, 1 cancelled; 0 detections", _batch.Sum);
        Assert.Equal(JobState.Cancelled, Jobs(server).List()[0].State);
        Assert.Equal(0, disturbances.Left);
    }

    [Fact]
    public async Task Batch_InterruptedAndTheServiceDoesNotCancel_SaysThatTheJobMayGoOn()
    {
        Disturbances disturbances = new();
        disturbances.Add("DELETE job", [.. Enumerable.Repeat(Disturbances.Answer(503), 100)]);
        await using ApiServer server = await disturbances.ServeAsync();
        using CancellationTokenSource interrupt = new();
        TaskCompletionSource ended = new();
        server.Fake.Work = async token =>
        {
            await interrupt.CancelAsync();
            await ended.Task.WaitAsync(token);
        };
        _batch.Replace = QuickClock.Use;

        int exit = await _batch.RunAsync(interrupt.Token, _batch.Page("a.png"), "--server", server.Address.ToString());

        Assert.Equal(1, exit);
        JobSnapshot job = Jobs(server).List()[0];
        Assert.Equal(JobState.Processing, job.State);
        Assert.Contains(
            $"The job {job.Definition.JobId} may go on: it could not be cancelled: The service answered 503.", _batch.Error, StringComparison.Ordinal);
        ended.SetResult();
    }

    [Fact]
    public async Task Batch_MoreArchivesThanFilesAreSentOneByOne_AreSentAsTheyAre()
    {
        await using ApiServer server = await Pages.ServeAsync(new Dictionary<string, string> { ["RODLA_BATCH_MAX_FILES"] = "400" });
        string[] archives = [.. Enumerable.Range(0, 301).Select(i => _batch.Archive($"{i:000}.zip", $"{i:000}.png"))];

        Assert.Equal(0, await _batch.RunAsync([.. archives, "--server", server.Address.ToString()]));
        Assert.Equal("completed: 301 of 301 images succeeded, 0 failed; 602 detections", _batch.Sum);
    }

    [Fact]
    public async Task Batch_ServiceRefuses_SaysWhy()
    {
        await using ApiServer server = await Pages.ServeAsync(new Dictionary<string, string> { ["RODLA_BATCH_MAX_IMAGES"] = "1" });

        int exit = await _batch.RunAsync(_batch.Page("a.png"), _batch.Page("b.png"), "--server", server.Address.ToString());

        Assert.Equal(1, exit);
        Assert.Contains("The service answered 400: ", _batch.Error, StringComparison.Ordinal);
        Assert.Contains("Maximum 1 images", _batch.Error, StringComparison.Ordinal);
        Assert.Equal("", _batch.Output);
    }

    [Fact]
    public async Task Batch_NoService_SaysSo()
    {
        Uri gone;
        await using (ApiServer server = await Pages.ServeAsync())
        {
            gone = server.Address;
        }

        Assert.Equal(1, await _batch.RunAsync(_batch.Page("a.png"), "--server", gone.ToString()));
        Assert.Contains(gone.ToString(), _batch.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _batch.Dispose();

    private static IJobEngine Jobs(ApiServer server) => server.App.Services.GetRequiredService<IJobEngine>();
}
