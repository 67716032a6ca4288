using System.Diagnostics;
using System.Globalization;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Reading;
using RoDLA.Perturbations;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>
/// The same comparison as <see cref="PerturbationBenchmarks"/> for a machine that is not idle: both take turns, call by call, and the least
/// time of each counts. Prints a table; beside it what a call allocates, and what copying the page costs.
/// </summary>
internal static class PerturbationTimes
{
    private const int WarmCalls = 40;
    private const int MostCalls = 300;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Measures some of the twelve, or all when none is named.</summary>
    public static async Task RunAsync(string[] names)
    {
        var reader = new PageReader(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(Repository.Sample("article.jpg")), CancellationToken.None);
        using PageImage read = await document.ReadPageAsync(1, default, CancellationToken.None);
        using PageImage page = PageResizer.Resize(read, new PageSize(1654, 2339));
        using var reference = new ReferencePerturbations(page);
        double copy = double.MaxValue;
        for (int i = 0; i < MostCalls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            page.Clone().Dispose();
            copy = Math.Min(copy, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Copying the page: {copy:F2} ms"));
        Console.WriteLine("| | d | compared with | its ms | our ms | times as fast | allocated, KB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in names.Length > 0 ? names : PerturbationCatalog.All.Select(entry => entry.Name))
        {
            for (int degree = 1; degree <= 3; degree++)
            {
                await RowAsync(Twelve.Registry.Find(name)!, degree, page, reference);
            }
        }
    }

    private static async Task RowAsync(IPerturbation perturbation, int degree, PageImage page, ReferencePerturbations reference)
    {
        string name = perturbation.Descriptor.Name;
        for (int call = 0; call < WarmCalls; call++)
        {
            await ApplyAsync(perturbation, degree, page);
        }

        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        await ApplyAsync(perturbation, degree, page);
        double allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / 1024.0;
        (double theirs, double ours) = (double.MaxValue, double.MaxValue);
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < MostCalls && (call == 0 || Stopwatch.GetElapsedTime(start) < MostTime); call++)
        {
            theirs = Math.Min(theirs, reference.Apply(name, degree));
            ours = Math.Min(ours, await ApplyAsync(perturbation, degree, page));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {degree} | {reference.LibraryOf(name)} | {theirs:F1} | {ours:F1} | {theirs / ours:F1} | {allocated:F1} |"));
    }

    private static async Task<double> ApplyAsync(IPerturbation perturbation, int degree, PageImage page)
    {
        long start = Stopwatch.GetTimestamp();
        using PerturbationResult result = await perturbation.ApplyAsync(page, new PerturbationContext(degree, 7), CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
