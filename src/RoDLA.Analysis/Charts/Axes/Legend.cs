using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Axes;

/// <summary>One line of a legend: a sample of the paint and what it stands for. A paint without filling is shown as a line.</summary>
internal readonly record struct LegendEntry(Paint Sample, string Text);

/// <summary>Samples and their meaning in one row, above the plot, where they can hide no data.</summary>
internal static class Legend
{
    private const double SampleWidth = 26;
    private const double SwatchSize = 12;
    private const double Gap = 8;
    private const double EntryGap = 24;

    /// <summary>Pixels from the first sample to the end of the last text.</summary>
    public static double Width(ReadOnlySpan<LegendEntry> entries)
    {
        double width = -EntryGap;
        foreach (LegendEntry entry in entries)
        {
            width += EntryWidth(entry) + EntryGap;
        }

        return width;
    }

    /// <summary>Draws the entries from <paramref name="left"/> on; <paramref name="baseline"/> is the texts'.</summary>
    public static void Draw(SvgWriter svg, double left, double baseline, params ReadOnlySpan<LegendEntry> entries)
    {
        double middle = baseline - TextMetrics.MiddleToBaseline(Theme.Tick.Size);
        double x = left;
        foreach (LegendEntry entry in entries)
        {
            if (entry.Sample.Fill is null)
            {
                svg.Line(x, middle, x + SampleWidth, middle, entry.Sample with { DashOffset = 0 });
            }
            else
            {
                svg.Rect(x, middle - (SwatchSize / 2), SwatchSize, SwatchSize, entry.Sample, radius: 2);
            }

            svg.Text(x + SampleSize(entry) + Gap, baseline, entry.Text, Theme.Tick with { Color = Theme.Ink });
            x += EntryWidth(entry) + EntryGap;
        }
    }

    private static double SampleSize(LegendEntry entry) => entry.Sample.Fill is null ? SampleWidth : SwatchSize;

    private static double EntryWidth(LegendEntry entry) => SampleSize(entry) + Gap + TextMetrics.Width(entry.Text, Theme.Tick.Size);
}
