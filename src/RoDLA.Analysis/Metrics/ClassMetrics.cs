namespace RoDLA.Analysis.Metrics;

/// <summary>Statistics per class, most frequent first, ties by name (ordinal).</summary>
internal static class ClassMetrics
{
    public static OrderedDictionary<string, ClassAnalysis> Of(in PageColumns columns, IReadOnlyList<LayoutElement> elements)
    {
        ClassTally[] tallies = ArrayPool<ClassTally>.Shared.Rent(columns.Count);
        int[] labels = ArrayPool<int>.Shared.Rent(columns.Count);
        try
        {
            Span<ClassTally> classes = Count(elements, tallies, labels);
            classes.Sort(static (a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Name, b.Name));
            OrderedDictionary<string, ClassAnalysis> analyses = new(classes.Length, StringComparer.Ordinal);
            foreach (ClassTally tally in classes)
            {
                analyses.Add(tally.Name, Analyze(columns, labels, tally));
            }

            return analyses;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(labels);
            ArrayPool<ClassTally>.Shared.Return(tallies, clearArray: true);
        }
    }

    private static Span<ClassTally> Count(IReadOnlyList<LayoutElement> elements, ClassTally[] tallies, int[] labels)
    {
        int classes = 0;
        for (int i = 0; i < elements.Count; i++)
        {
            string name = elements[i].ClassName;
            int label = 0;
            while (label < classes && tallies[label].Name != name)
            {
                label++;
            }

            if (label == classes)
            {
                tallies[classes++] = new ClassTally(name, label, 0);
            }

            tallies[label] = tallies[label] with { Count = tallies[label].Count + 1 };
            labels[i] = label;
        }

        return tallies.AsSpan(0, classes);
    }

    private static ClassAnalysis Analyze(in PageColumns columns, ReadOnlySpan<int> labels, ClassTally tally)
    {
        Moments confidence = Moments.Of(Gather(columns.Confidences, columns, labels, tally));
        Moments area = Moments.Of(Gather(columns.Areas, columns, labels, tally));
        double ratio = Moments.Of(Gather(columns.AspectRatios, columns, labels, tally)).Mean;
        return new ClassAnalysis(
            tally.Count,
            Rounding.Round(100.0 * tally.Count / columns.Count, 2),
            new ConfidenceStats(
                Rounding.Round(confidence.Mean, 4),
                Rounding.Round(confidence.Std, 4),
                Rounding.Round(confidence.Min, 4),
                Rounding.Round(confidence.Max, 4)),
            new AreaStats(Rounding.Round(area.Mean, 2), Rounding.Round(area.Std, 2), Rounding.Round(area.Sum, 2)),
            new AspectRatioStats(Rounding.Round(ratio, 3), Orientation(ratio)));
    }

    private static ReadOnlySpan<double> Gather(
        ReadOnlySpan<double> values, in PageColumns columns, ReadOnlySpan<int> labels, ClassTally tally)
    {
        Span<double> gathered = columns.Scratch;
        int kept = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (labels[i] == tally.Label)
            {
                gathered[kept++] = values[i];
            }
        }

        return gathered[..kept];
    }

    private static string Orientation(double ratio) => ratio switch
    {
        > MetricThresholds.Horizontal => "horizontal",
        < MetricThresholds.Vertical => "vertical",
        _ => "square",
    };

    private readonly record struct ClassTally(string Name, int Label, int Count);
}
