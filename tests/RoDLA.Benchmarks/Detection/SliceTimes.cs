using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Benchmarks.Detection;

/// <summary>
/// A page of 6,000 × 8,000 pixels in slices of 1,280 × 1,600, one by one and in batches, by turns in one process:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- slices 5</c>.
/// </summary>
internal static class SliceTimes
{
    private static readonly int[] Batches = [1, 2, 4, 8];

    public static async Task RunAsync(int turns)
    {
        LayoutDetector[] detectors = await Task.WhenAll(Batches.Select(LoadAsync));
        using PageImage page = await TiledAsync(6000, 8000);
        DetectionSettings whole = new(0.3f);
        DetectionSettings sliced = whole with { Slices = new SliceSettings(1280, 1600) };
        double[][] times = [.. detectors.Append(detectors[0]).Select(_ => new double[turns])];
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < detectors.Length; i++)
            {
                times[i][turn] = await TimeAsync(detectors[i], page, sliced);
            }

            times[^1][turn] = await TimeAsync(detectors[0], page, whole);
        }

        for (int i = 0; i < detectors.Length; i++)
        {
            Say($"batches of {Batches[i]}: ", times[i], times[0]);
            await detectors[i].DisposeAsync();
        }

        Say("whole page only: ", times[^1], times[0]);
    }

    private static async Task<LayoutDetector> LoadAsync(int batch)
    {
        DetectionOptions options = new() { SliceBatch = batch };
        LayoutDetector detector = new(new ModelRepository(Path.Combine(Repository.Root, "models")), Options.Create(options));
        await detector.LoadAsync(CancellationToken.None);
        return detector;
    }

    /// <summary>The sample page again and again.</summary>
    private static async Task<PageImage> TiledAsync(int width, int height)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(Repository.Sample("article.jpg")), CancellationToken.None);
        using PageImage tile = await document.ReadPageAsync(1, default, CancellationToken.None);
        PageImage page = PageImage.Rent(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = page.Row(y);
            while (!row.IsEmpty)
            {
                int length = Math.Min(row.Length, tile.Stride);
                tile.Row(y % tile.Height)[..length].CopyTo(row);
                row = row[length..];
            }
        }

        return page;
    }

    private static async Task<double> TimeAsync(LayoutDetector detector, PageImage page, DetectionSettings settings)
    {
        long start = Stopwatch.GetTimestamp();
        await detector.DetectAsync(page, settings, RequestPriority.Interactive, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Say(string what, double[] times, double[] baseline) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}least {times.Min():0.000} s, median {times.Order().ElementAt(times.Length / 2):0.000} s, ")
        + string.Create(CultureInfo.InvariantCulture, $"median ratio {times.Zip(baseline, (t, b) => t / b).Order().ElementAt(times.Length / 2):0.00}"));
}
