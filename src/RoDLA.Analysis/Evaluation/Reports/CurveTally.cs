using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Sums precision-recall curves at IoU 0.5, by degree and by class.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class CurveTally(int classes)
{
    private readonly SortedDictionary<int, (double[] Sum, int Count)> _degrees = [];
    private readonly (double[] Sum, int Count)[] _classes =
        [.. Enumerable.Range(0, classes).Select(_ => (new double[CocoProtocol.RecallLevels], 0))];

    /// <summary>The degrees that have a curve.</summary>
    public IEnumerable<int> Degrees => _degrees.Keys;

    /// <summary>Adds the classes with truths of a cell.</summary>
    public void Add(int degree, CocoTables tables, CocoProtocol protocol)
    {
        int last = protocol.MaxDetections.Count - 1;
        for (int c = 0; c < classes; c++)
        {
            if (tables.Recall(0, c, 0, last) >= 0)
            {
                ReadOnlySpan<double> precision = tables.Precision(0, c, 0, last);
                (double[] sum, int count) = _degrees.GetValueOrDefault(degree, (new double[CocoProtocol.RecallLevels], 0));
                for (int r = 0; r < precision.Length; r++)
                {
                    sum[r] += precision[r];
                    _classes[c].Sum[r] += precision[r];
                }

                _degrees[degree] = (sum, count + 1);
                _classes[c].Count++;
            }
        }
    }

    /// <summary>The mean curve of a degree; null without any.</summary>
    public double[]? Mean(int degree) => _degrees.TryGetValue(degree, out (double[], int) sum) ? Mean(sum) : null;

    /// <summary>The mean curve of a class; null without any.</summary>
    public double[]? Class(int index) => Mean(_classes[index]);

    private static double[]? Mean((double[] Sum, int Count) tally) =>
        tally.Count == 0 ? null : [.. tally.Sum.Select(s => s / tally.Count)];
}
