using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Options;
using RoDLA.Detection;
using RoDLA.Detection.Ink;
using RoDLA.Detection.Models;
using RoDLA.Detection.Runtime;
using RoDLA.Detection.Snapping;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;
using RoDLA.Perturbations.Spatial;

namespace RoDLA.Benchmarks.Detection;

/// <summary>
/// The steps before and after the model on the sample pages, upright and turned by 10 degrees, beside the detection of the same page, by
/// turns, as processor time of the thread and as wall time: <c>dotnet run --project tests/RoDLA.Benchmarks -c Release -- steps 50</c>.
/// </summary>
internal static class StepTimes
{
    private const float Angle = 10;

    public static async Task RunAsync(int rounds)
    {
        DetectionOptions options = new() { ModelsFolder = Path.Combine(Repository.Root, "models") };
        await using LayoutDetector detector = new(new ModelRepository(options.ModelsFolder), Options.Create(options));
        await detector.LoadAsync(CancellationToken.None);
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        foreach (string sample in Repository.Pages)
        {
            OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(Repository.Sample(sample)), CancellationToken.None);
            using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
            using PageImage turned = Turned(page);
            Console.WriteLine($"{sample}, {page.Width} × {page.Height}");
            Measure("upright", detector, page, rounds);
            Measure("turned by 10 degrees", detector, turned, rounds);
        }
    }

    private static void Measure(string name, LayoutDetector detector, PageImage page, int rounds)
    {
        DetectionSettings settings = new(0.3f);
        SortedDictionary<string, (List<double> Wall, List<double> Processor)> times = [];
        (long Wall, double Processor) lap = default;
        for (int round = -1; round < rounds; round++)
        {
            using StraightPage original = StraightPage.AsItIs(page);
            lap = (Stopwatch.GetTimestamp(), ThreadClock.Milliseconds);
            InkPage? ink = original.Ink;
            End(round, "1 ink");
            PagePose pose = PoseFinder.Find(original, settings)[0].Pose;
            End(round, "2 orientation and angle");
            using StraightPage straight = pose == PagePose.Upright
                ? StraightPage.AsItIs(page)
                : original.Straighten(pose, 1, CancellationToken.None);
            End(round, "3 straighten");

            // Blocks: the times are those of one thread.
            PageLayout layout = detector
                .DetectAsync(straight.Image, settings, RequestPriority.Interactive, CancellationToken.None)
                .AsTask().GetAwaiter().GetResult();
            End(round, "4 detection");
            _ = pose == PagePose.Upright ? ink : straight.Ink;
            End(round, "5 ink of the straight page");
            InkSnap.Apply(layout, pose == PagePose.Upright ? original : straight);
            End(round, "6 snap");
        }

        foreach ((string step, (List<double> wall, List<double> processor)) in times)
        {
            wall.Sort();
            processor.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name}, {step[2..]}: processor median {processor[rounds / 2]:0.00} ms, wall least {wall[0]:0.00} ms")
                + string.Create(CultureInfo.InvariantCulture, $", median {wall[rounds / 2]:0.00} ms"));
        }

        // The first page starts the process.
        void End(int round, string step)
        {
            (long wall, double processor) = (Stopwatch.GetTimestamp(), ThreadClock.Milliseconds);
            if (round >= 0)
            {
                (List<double> Wall, List<double> Processor) all = times.TryGetValue(step, out var known) ? known : times[step] = ([], []);
                all.Wall.Add(Stopwatch.GetElapsedTime(lap.Wall, wall).TotalMilliseconds);
                all.Processor.Add(processor - lap.Processor);
            }

            lap = (Stopwatch.GetTimestamp(), ThreadClock.Milliseconds);
        }
    }

    /// <summary>The page turned about its middle, white beside it.</summary>
    private static PageImage Turned(PageImage page)
    {
        Vector2 middle = new(page.Width / 2f, page.Height / 2f);
        Matrix3x2 toPage = Matrix3x2.CreateRotation(-Angle * MathF.PI / 180, middle);
        using PageImage negative = page.Clone();
        Invert(negative);
        PageImage turned = AffineWarp.Run(negative, toPage, page.Size, Environment.ProcessorCount, CancellationToken.None);
        Invert(turned);
        return turned;
    }

    private static void Invert(PageImage page)
    {
        foreach (ref byte level in page.Pixels)
        {
            level = (byte)~level;
        }
    }
}
