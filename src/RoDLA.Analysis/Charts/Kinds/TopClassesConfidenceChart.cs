using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>The 15 classes with the highest mean confidence: level bars, the highest on top; the figure is as high as they need.</summary>
internal sealed class TopClassesConfidenceChart : IChart
{
    private const int MaxClasses = 15;
    private const double Width = 1200;
    private const double MaxHeight = 800;
    private const double MaxPitch = 56;
    private const double MaxNameWidth = 340;
    private const double NameGap = 10;
    private const double ValueRoom = 64;
    private const double Top = 88;

    /// <inheritdoc/>
    public string Name => "top_classes_confidence";

    /// <inheritdoc/>
    public string Draw(ChartInput input)
    {
        (string Name, double Mean)[] classes =
        [
            .. input.Analysis.Classes
                .Select(entry => (entry.Key, entry.Value.ConfidenceStats.Mean))
                .OrderByDescending(entry => entry.Mean)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Take(MaxClasses),
        ];
        TextStyle nameStyle = Theme.Tick with { Anchor = TextAnchor.End, Color = Theme.Ink };
        string[] names = Array.ConvertAll(classes, c => TextMetrics.Fit(c.Name, MaxNameWidth, nameStyle.Size));
        double column = Math.Ceiling(names.Max(name => TextMetrics.Width(name, nameStyle.Size)));
        double below = ValueAxis.BottomSize + Theme.Margin;
        double pitch = Math.Min(MaxPitch, (MaxHeight - Top - below) / classes.Length);
        double height = Math.Round(Top + (pitch * classes.Length) + below);
        PlotArea plot = new(Theme.Margin + column + NameGap, Top, Width - ValueRoom, height - below);
        LinearScale horizontal = new(0, 1, plot.Left, plot.Right, 0.1);
        BandScale bands = new(plot.Top, plot.Bottom, classes.Length);

        string what = classes.Length < input.Analysis.Classes.Count
            ? $"{classes.Length} of {Words.Classes(input.Analysis.Classes.Count)}"
            : Words.Classes(classes.Length);
        using SvgWriter svg = Header.Begin(
            Name, Width, height, "Top 15 Classes by Average Confidence", what,
            $"Bar chart of the average confidence of {what}: " +
            string.Join(", ", classes.Select(c => $"{c.Name} {Words.Fixed(c.Mean, 3)}")) + ".");
        ValueAxis.DrawBottom(svg, plot, horizontal, "Average Confidence", grid: true);
        ValueLabel[] values = new ValueLabel[classes.Length];
        for (int i = 0; i < classes.Length; i++)
        {
            (string name, double mean) = classes[i];
            double end = horizontal.Map(mean);
            double middle = bands.Center(i);
            double baseline = middle + TextMetrics.MiddleToBaseline(nameStyle.Size);
            svg.Rect(
                plot.Left, middle - (bands.BarWidth / 2), end - plot.Left, bands.BarWidth, new Paint(Theme.Accent),
                $"{name}: {Words.Fixed(mean, 3)}");
            svg.Text(plot.Left - NameGap, baseline, names[i], nameStyle, fullText: name);
            values[i] = new ValueLabel(end + 6, baseline, Words.Fixed(mean, 3));
        }

        ValueLabels.Draw(svg, values, Theme.Value with { Anchor = TextAnchor.Start });

        ValueAxis.BaseLine(svg, plot.Left, plot.Top, plot.Left, plot.Bottom);
        return svg.Finish();
    }
}
