using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The matches of a cell, read back.</summary>
/// <param name="Pages">Number of pages.</param>
/// <param name="Classes">Each class.</param>
internal sealed record PackedMatches(int Pages, IReadOnlyList<PackedClass> Classes)
{
    /// <summary>AP of each class with each page counted so many times; null for a class without truths.</summary>
    /// <param name="weights">Of each page: how often it counts.</param>
    /// <param name="curve">Scratch memory.</param>
    public double?[] Ap(ReadOnlySpan<int> weights, PrecisionCurve curve)
    {
        double?[] all = new double?[Classes.Count];
        for (int c = 0; c < all.Length; c++)
        {
            all[c] = Classes[c].Ap(weights, curve);
        }

        return all;
    }

    /// <summary>Mean of <see cref="Ap"/> over the classes with truths; null without any.</summary>
    public static double? Mean(IEnumerable<double?> classes) => classes.Average();
}
