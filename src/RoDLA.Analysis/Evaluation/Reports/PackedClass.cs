using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The matches of a class, read back.</summary>
/// <param name="Truths">Truths of each page.</param>
/// <param name="Pages">Page of each detection, best first.</param>
/// <param name="Matched">Thresholds at which each detection found a truth, a bit each.</param>
/// <param name="Ignored">Thresholds at which each detection does not count.</param>
internal sealed record PackedClass(int[] Truths, int[] Pages, int[] Matched, int[] Ignored)
{
    /// <summary>AP over IoU 0.50 to 0.95 with each page counted so many times; null without truths.</summary>
    /// <param name="weights">Of each page: how often it counts.</param>
    /// <param name="curve">Scratch memory.</param>
    public double? Ap(ReadOnlySpan<int> weights, PrecisionCurve curve)
    {
        double truths = 0;
        for (int p = 0; p < Truths.Length; p++)
        {
            truths += (double)Truths[p] * weights[p];
        }

        if (truths == 0)
        {
            return null;
        }

        Span<double> levels = stackalloc double[CocoProtocol.RecallLevels];
        double sum = 0;
        for (int t = 0; t < CocoProtocol.Thresholds; t++)
        {
            curve.Begin(Pages.Length);
            for (int i = 0; i < Pages.Length; i++)
            {
                if (weights[Pages[i]] is > 0 and int weight && (Ignored[i] >> t & 1) == 0)
                {
                    curve.Add((Matched[i] >> t & 1) == 1, weight);
                }
            }

            curve.End(truths, levels);
            foreach (double level in levels)
            {
                sum += level;
            }
        }

        return sum / (CocoProtocol.Thresholds * CocoProtocol.RecallLevels);
    }
}
