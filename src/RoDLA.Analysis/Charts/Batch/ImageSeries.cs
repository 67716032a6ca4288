using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Batch;

/// <summary>
/// A number of each image, laid out from left to right. Images that would lie closer than three pixels share a place, so that a batch of
/// thousands shows its trend and its extremes, and the line is not a solid block.
/// </summary>
internal sealed class ImageSeries
{
    private const double MinPitch = 3;

    /// <summary>Lays the images out.</summary>
    /// <param name="values">One an image, in order; null for one that has none.</param>
    /// <param name="width">Pixels across the plot.</param>
    public ImageSeries(IReadOnlyList<double?> values, double width)
    {
        Axis = NumberAxis.Linear(0.5, values.Count + 0.5, Math.Max(1, NumberAxis.NiceStep(values.Count, 12)));
        ImagesPerStep = Math.Max(1, (int)Math.Ceiling(values.Count * MinPitch / width));
        Pitch = width / values.Count * ImagesPerStep;
        List<ImageStep> steps = [];
        for (int first = 0; first < values.Count; first += ImagesPerStep)
        {
            int images = Math.Min(ImagesPerStep, values.Count - first);
            double[] known = [.. Enumerable.Range(first, images).Select(i => values[i]).OfType<double>()];
            steps.Add(known.Length == 0
                ? new ImageStep(first + 1, images, 0, 0, 0, 0)
                : new ImageStep(first + 1, images, known.Length, known.Min(), known.Average(), known.Max()));
        }

        Steps = steps;
    }

    /// <summary>The axis of image numbers, from 1.</summary>
    public NumberAxis Axis { get; }

    /// <summary>The places, from the left.</summary>
    public IReadOnlyList<ImageStep> Steps { get; }

    /// <summary>Images that share a place; 1 where each has its own.</summary>
    public int ImagesPerStep { get; }

    /// <summary>Pixels of a place.</summary>
    public double Pitch { get; }

    /// <summary>The places with values, in stretches without a gap.</summary>
    public IEnumerable<IReadOnlyList<ImageStep>> Stretches()
    {
        List<ImageStep> stretch = [];
        foreach (ImageStep step in Steps)
        {
            if (step.Values > 0)
            {
                stretch.Add(step);
            }
            else if (stretch.Count > 0)
            {
                yield return stretch;
                stretch = [];
            }
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }
}
