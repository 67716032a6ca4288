using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Reading;
using RoDLA.Perturbations;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>
/// All perturbations at all degrees on a page of 8000 × 8000 pixels: time of the second call, and the most memory of a process that does
/// nothing else, the two pages of 192 MB included. Each runs in a process of its own.
/// </summary>
internal static class LargePages
{
    private const int Side = 8000;
    private const int Mebibyte = 1 << 20;

    /// <summary>Prints a table; with a name, the row of one.</summary>
    public static async Task RunAsync(string? name)
    {
        if (name is not null)
        {
            await RowAsync(name);
            return;
        }

        Console.WriteLine("| | ms (d = 1, 2, 3) | memory, MiB |");
        Console.WriteLine("|---|---|---|");
        foreach (PerturbationDescriptor entry in PerturbationCatalog.All)
        {
            string program = Assembly.GetExecutingAssembly().Location;
            using Process child = Process.Start("dotnet", [program, "large", entry.Name]);
            await child.WaitForExitAsync();
        }
    }

    private static async Task RowAsync(string name)
    {
        var reader = new PageReader(new ImagingOptions(), TimeProvider.System);
        DocumentSource source = DocumentSource.FromFile(Repository.Sample("article.jpg"));
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);
        using PageImage small = await document.ReadPageAsync(1, default, CancellationToken.None);
        using PageImage page = PageResizer.Resize(small, new PageSize(Side, Side));
        IPerturbation perturbation = Twelve.Registry.Find(name)!;
        List<string> times = [];
        for (int degree = 1; degree <= 3; degree++)
        {
            TimeSpan time = default;
            for (int call = 0; call < 2; call++)
            {
                long start = Stopwatch.GetTimestamp();
                using PerturbationResult result =
                    await perturbation.ApplyAsync(page, new PerturbationContext(degree, 7), CancellationToken.None);
                time = Stopwatch.GetElapsedTime(start);
            }

            times.Add(time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture));
        }

        long peak = Process.GetCurrentProcess().PeakWorkingSet64 / Mebibyte;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" / ", times)} | {peak:N0} |"));
    }
}
