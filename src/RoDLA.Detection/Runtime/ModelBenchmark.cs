using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using RoDLA.Detection.Models;
using RoDLA.Detection.Slicing;

namespace RoDLA.Detection.Runtime;

/// <summary>Measures a model: A4 pages of three resolutions, one page and several in one run where the graph takes them.</summary>
public static class ModelBenchmark
{
    private const int MaxRepeats = 5;

    // Large models take seconds a page; their times vary less.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    private static readonly PageSize[] Pages = [new(595, 842), new(1240, 1754), new(2480, 3508)];
    private static readonly int[] Batches = [1, 4, 8];
    private static readonly DetectionSettings Settings = new(0.3f);

    /// <summary>Measures a model, in this process and on its own session.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Where it runs, and on how many threads.</param>
    /// <param name="time">Tells when.</param>
    /// <param name="report">Receives the progress: measurements done, and their number.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public static async Task<ModelBench> MeasureAsync(
        ModelFolder model,
        DetectionOptions options,
        TimeProvider time,
        Action<int, int> report,
        CancellationToken cancellationToken)
    {
        ThreadPlan threads = ThreadPlan.From(options, Environment.ProcessorCount);
        long before = WorkingSet();
        using ModelRunner runner = await ModelRunner.LoadAsync(model, options, threads, cancellationToken).ConfigureAwait(false);
        (PageSize Page, int Batch)[] cases =
            [.. Pages.SelectMany(page => Batches.Where(batch => batch == 1 || runner.TakesBatches).Select(batch => (page, batch)))];
        List<BenchRun> runs = [];
        long peak = WorkingSet();
        foreach ((PageSize page, int batch) in cases)
        {
            report(runs.Count, cases.Length);
            runs.Add(await WorkThreads.Shared
                .RunAsync(() => Measure(runner, page, batch, cancellationToken), cancellationToken).ConfigureAwait(false));
            peak = Math.Max(peak, WorkingSet());
        }

        report(runs.Count, cases.Length);
        return new ModelBench(
            time.GetUtcNow(),
            model.Manifest.Sha256,
            runner.ExecutionProvider,
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}"),
            threads.IntraOp,
            Math.Round((peak - before) / 1048576.0, 1),
            runner.TakesBatches,
            runs);
    }

    private static BenchRun Measure(ModelRunner runner, PageSize size, int batch, CancellationToken cancellationToken)
    {
        using PageImage page = Draw(size);
        (PageImage, PageView)[] views = [.. Enumerable.Repeat((page, new PageView(0, 0, size)), batch)];
        runner.RunOnce(views, Settings, cancellationToken);
        List<double> milliseconds = [];
        long begin = Stopwatch.GetTimestamp();
        while (milliseconds.Count == 0 || (milliseconds.Count < MaxRepeats && Stopwatch.GetElapsedTime(begin) < Enough))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            runner.RunOnce(views, Settings, cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / batch);
        }

        milliseconds.Sort();
        double median = milliseconds[milliseconds.Count / 2];
        return new BenchRun(
            size.Width, size.Height, batch, Math.Round(median, 2), Math.Round(milliseconds[0], 2), milliseconds.Count);
    }

    /// <summary>Lines of words: a blank page would be faster with some models.</summary>
    private static PageImage Draw(PageSize size)
    {
        PageImage page = PageImage.Rent(size.Width, size.Height);
        page.Pixels.Fill(byte.MaxValue);
        int line = size.Height / 70;
        for (int y = line * 4; y < size.Height - (line * 4); y++)
        {
            if (y / line % 2 == 0)
            {
                Span<byte> row = page.Row(y);
                for (int x = size.Width / 10; x < size.Width * 9 / 10; x++)
                {
                    if (((x / line) + (y / line)) % 5 != 0)
                    {
                        row.Slice(x * PageImage.Channels, PageImage.Channels).Fill(30);
                    }
                }
            }
        }

        return page;
    }

    private static long WorkingSet()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
