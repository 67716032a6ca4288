using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Rules;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Benchmarks.Detection;

/// <summary>
/// The layout rules on the sample pages in a warm process, beside the detection of the same page, by turns:
/// <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- rules 100</c>.
/// </summary>
internal static class RuleTimes
{
    public static async Task RunAsync(int rounds)
    {
        DetectionOptions options = new() { ModelsFolder = Path.Combine(Repository.Root, "models") };
        await using LayoutDetector detector = new(new ModelRepository(options.ModelsFolder), Options.Create(options));
        await detector.LoadAsync(CancellationToken.None);
        await using LayoutRules rules = new(detector, Options.Create(options), Options.Create(new RulesOptions()), TimeProvider.System);
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        foreach (string sample in Repository.Pages)
        {
            OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(Repository.Sample(sample)), CancellationToken.None);
            using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
            await MeasureAsync(sample, detector, rules, page, rounds);
        }
    }

    private static async Task MeasureAsync(string name, LayoutDetector detector, LayoutRules rules, PageImage page, int rounds)
    {
        DetectionSettings settings = new(0.3f) { Rules = "layout" };
        double[] detect = new double[rounds];
        double[] apply = new double[rounds];
        PageLayout layout = new("", []);
        for (int round = -1; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            layout = await detector.DetectAsync(page, settings, RequestPriority.Interactive, CancellationToken.None);
            long detected = Stopwatch.GetTimestamp();
            await rules.ApplyAsync(layout, page.Size, settings, RequestPriority.Interactive, CancellationToken.None);

            // The first page starts the process.
            if (round >= 0)
            {
                detect[round] = Stopwatch.GetElapsedTime(start, detected).TotalMilliseconds;
                apply[round] = Stopwatch.GetElapsedTime(detected).TotalMilliseconds;
            }
        }

        Array.Sort(detect);
        Array.Sort(apply);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {layout.Elements.Count} elements: rules median {apply[rounds / 2]:0.00} ms, 95 % {apply[rounds * 95 / 100]:0.00} ms, ")
            + string.Create(CultureInfo.InvariantCulture, $"detection median {detect[rounds / 2]:0.0} ms"));
    }
}
