namespace RoDLA.Analysis.Metrics;

/// <summary>Statistics per class, most frequent first, ties by name (ordinal).</summary>
internal static class ClassMetrics
{
    public static OrderedDictionary<string, ClassAnalysis> Of(in PageColumns columns, IReadOnlyList<LayoutElement> elements)
    {
        OrderedDictionary<string, ClassAnalysis> analyses = new(StringComparer.Ordinal);
        foreach (IGrouping<string, int> members in Enumerable.Range(0, columns.Count)
            .GroupBy(i => elements[i].ClassName, StringComparer.Ordinal)
            .OrderByDescending(members => members.Count())
            .ThenBy(members => members.Key, StringComparer.Ordinal))
        {
            analyses.Add(members.Key, Analyze(columns, [.. members]));
        }

        return analyses;
    }

    private static ClassAnalysis Analyze(in PageColumns columns, ReadOnlySpan<int> members)
    {
        Moments confidence = Of(columns.Confidences, members, columns.Scratch);
        Moments area = Of(columns.Areas, members, columns.Scratch);
        double ratio = Of(columns.AspectRatios, members, columns.Scratch).Mean;
        return new ClassAnalysis(
            members.Length,
            Rounding.Round(100.0 * members.Length / columns.Count, 2),
            new ConfidenceStats(
                Rounding.Round(confidence.Mean, 4),
                Rounding.Round(confidence.Std, 4),
                Rounding.Round(confidence.Min, 4),
                Rounding.Round(confidence.Max, 4)),
            new AreaStats(Rounding.Round(area.Mean, 2), Rounding.Round(area.Std, 2), Rounding.Round(area.Sum, 2)),
            new AspectRatioStats(Rounding.Round(ratio, 3), Orientation(ratio)));
    }

    private static Moments Of(ReadOnlySpan<double> column, ReadOnlySpan<int> members, Span<double> scratch)
    {
        for (int i = 0; i < members.Length; i++)
        {
            scratch[i] = column[members[i]];
        }

        return Moments.Of(scratch[..members.Length]);
    }

    private static string Orientation(double ratio) => ratio switch
    {
        > MetricThresholds.Horizontal => "horizontal",
        < MetricThresholds.Vertical => "vertical",
        _ => "square",
    };
}
