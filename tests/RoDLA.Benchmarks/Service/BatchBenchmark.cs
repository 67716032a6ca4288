using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Pipeline;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Benchmarks.Service;

/// <summary>
/// A job against a bare loop over the page pipeline, by turns in one process, with as many pages at once:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- batch 300 3</c>.
/// </summary>
internal sealed class BatchBenchmark : IAsyncDisposable
{
    private const double Mebibyte = 1048576.0;

    private readonly string _outputs = Directory.CreateTempSubdirectory("rodla-batch-").FullName;
    private readonly byte[][] _pages = [.. Repository.Pages.Select(s => File.ReadAllBytes(Repository.Sample(s)))];
    private readonly WebApplication _app;

    private BatchBenchmark()
    {
        Dictionary<string, string> settings = new()
        {
            ["RODLA_API_PORT"] = "0",
            ["RODLA_LOG_LEVEL"] = "error",
            ["RODLA_OUTPUT_DIR"] = _outputs,

            // The pages repeat: every answer but the first three would come from there.
            ["RODLA_BATCH_CACHE_MB"] = "0",
        };
        ProgramContext context = new(settings, TextWriter.Null, TextWriter.Null);
        _app = RoDLA.Api.Server.Create(context, new Dictionary<string, string?>());
    }

    public static async Task RunAsync(int images, int turns)
    {
        await using BatchBenchmark benchmark = new();
        await benchmark.StartAsync();
        await benchmark.LoopAsync(30);
        await benchmark.JobAsync(30);
        double idle = Resident();
        List<double> ratios = [];
        for (int turn = 1; turn <= turns; turn++)
        {
            // Whichever comes first changes: what slows the machine down slows neither more than the other.
            bool loopFirst = turn % 2 == 1;
            double first = await (loopFirst ? benchmark.LoopAsync(images) : benchmark.JobAsync(images));
            double second = await (loopFirst ? benchmark.JobAsync(images) : benchmark.LoopAsync(images));
            (double loop, double job) = loopFirst ? (first, second) : (second, first);
            ratios.Add(100 * loop / job);
            Say($"turn {turn}: loop {images / loop:0.00} images/s, job {images / job:0.00} images/s, {ratios[^1]:0.0} %");
        }

        ratios.Sort();
        Say($"{images} images, {turns} turns: throughput of the job as a share of the loop's");
        Say($"median {ratios[turns / 2]:0.0} %, {ratios[0]:0.0} to {ratios[^1]:0.0} %");
        Say($"resident: {idle:0} MiB before, {Resident():0} MiB after");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_outputs, recursive: true);
    }

    private static double Resident()
    {
        using Process own = Process.GetCurrentProcess();
        return own.WorkingSet64 / Mebibyte;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private async Task StartAsync()
    {
        await _app.StartAsync();
        while (_app.Services.GetRequiredService<ILayoutDetector>().Status.State == DetectorState.Loading
            || _app.Services.GetRequiredService<IJobHealth>().WhyNotReady is not null)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Seconds for the pages from files, as many at once as the engine has workers; answers are dropped.</summary>
    private async Task<double> LoopAsync(int images)
    {
        IPageReader reader = _app.Services.GetRequiredService<IPageReader>();
        IPagePipeline pipeline = _app.Services.GetRequiredService<IPagePipeline>();
        int atOnce = _app.Services.GetRequiredService<SpeedMeter>().Workers;
        string[] files = [.. Repository.Pages.Select(Repository.Sample)];
        long start = Stopwatch.GetTimestamp();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, images), parallel, async (i, token) =>
        {
            DocumentSource source = DocumentSource.FromFile(files[i % files.Length]);
            OpenDocument document = await reader.OpenAsync(source, token);
            string name = Repository.Pages[i % Repository.Pages.Length];
            await pipeline.AnalyzeAsync(document, new PageRequest(name, 1, new DetectionSettings(0.3f), Visualize: false), token);
        });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Seconds of a job with the same pages, from its acceptance to its end on the disk.</summary>
    private async Task<double> JobAsync(int images)
    {
        IJobEngine engine = _app.Services.GetRequiredService<IJobEngine>();
        using JobDraft draft = engine.CreateDraft();
        for (int i = 0; i < images; i++)
        {
            string path;
            await using (FileStream file = draft.CreateFile())
            {
                await file.WriteAsync(_pages[i % _pages.Length]);
                path = file.Name;
            }

            draft.AddFile(path, Repository.Pages[i % Repository.Pages.Length]);
        }

        long start = Stopwatch.GetTimestamp();
        string jobId = (await engine.SubmitAsync(draft, new JobRequest(new JobSettings(new DetectionSettings(0.3f))), CancellationToken.None)).Definition.JobId;
        using JobSubscription subscription = engine.Subscribe(jobId)!;
        await foreach (JobEvent e in subscription.Events.ReadAllAsync())
        {
            if (e.Kind == JobEventKind.JobComplete && e.Job.State != JobState.Completed)
            {
                throw new InvalidOperationException($"The job is {e.Job.State}.");
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await engine.RemoveAsync(jobId, CancellationToken.None);
        return seconds;
    }
}
