using RoDLA.Analysis.Charts.Batch;

namespace RoDLA.Tests.Analysis.Charts.Batch;

/// <summary>Batches that the charts are drawn from in tests; the same on every run.</summary>
internal static class Batches
{
    private static readonly string[] Reasons = ["bad image", "timed out", "over limit", "download refused", "internal", "out of memory"];

    /// <summary>A batch of images with detections in so many classes.</summary>
    /// <param name="images">Number of images.</param>
    /// <param name="classes">Number of classes; 0 finds nothing.</param>
    /// <param name="failing">Share of the images that fail.</param>
    /// <param name="reasons">Kinds of failure.</param>
    /// <param name="cancelled">Images at the end that were cancelled.</param>
    /// <param name="name">Name of a class.</param>
    public static BatchChartInput Make(
        int images, int classes, double failing = 0, int reasons = 1, int cancelled = 0, Func<int, string>? name = null)
    {
        Random random = new(5);
        List<BatchImage> made = [];
        int[] counts = new int[classes];
        double[] sums = new double[classes];
        int[] bins = new int[20];
        double sum = 0;
        for (int i = 0; i < images; i++)
        {
            string file = $"scan_{i + 1:0000}.png";
            if (i >= images - cancelled)
            {
                made.Add(new BatchImage(file, BatchOutcome.Cancelled));
                continue;
            }

            if (random.NextDouble() < failing)
            {
                made.Add(new BatchImage(file, BatchOutcome.Failed) { Failure = Reasons[i % reasons] });
                continue;
            }

            int detections = classes == 0 || random.Next(12) == 0
                ? 0
                : 4 + (int)(60 * Math.Pow(random.NextDouble(), 2)) + (i % 37 == 0 ? 90 : 0);
            double own = 0;
            for (int d = 0; d < detections; d++)
            {
                int type = Math.Min(classes - 1, (int)(classes * Math.Pow(random.NextDouble(), 2.5)));
                double confidence = 0.3 + (0.69 * Math.Sqrt(random.NextDouble()));
                counts[type]++;
                sums[type] += confidence;
                own += confidence;
                bins[(int)(confidence * 20)]++;
            }

            sum += own;
            made.Add(new BatchImage(file, BatchOutcome.Succeeded)
            {
                Detections = detections,
                AverageConfidence = detections == 0 ? 0 : own / detections,
                Seconds = 0.4 + (0.5 * random.NextDouble()) + (i == 0 ? 2.5 : 0) + (i % 53 == 52 ? 1.5 : 0),
            });
        }

        BatchClass[] found =
        [
            .. Enumerable.Range(0, classes)
                .Where(id => counts[id] > 0)
                .Select(id => new BatchClass((name ?? ChartPages.LongName)(id), counts[id], sums[id] / counts[id]))
                .OrderByDescending(entry => entry.Count)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal),
        ];
        int all = Math.Max(1, counts.Sum());
        return new BatchChartInput(made, found, bins, sum / all);
    }
}
