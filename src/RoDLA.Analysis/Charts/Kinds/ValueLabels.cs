using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>A number beside a bar.</summary>
internal readonly record struct ValueLabel(double X, double Baseline, string Text);

/// <summary>Writes numbers beside bars, on a piece of paper each, so that no grid line strikes them through.</summary>
internal static class ValueLabels
{
    /// <summary>Draws the labels, all in one style.</summary>
    public static void Draw(SvgWriter svg, IReadOnlyList<ValueLabel> labels, in TextStyle style)
    {
        svg.BeginPath();
        foreach (ValueLabel label in labels)
        {
            double width = TextMetrics.Width(label.Text, style.Size);
            double left = style.Anchor == TextAnchor.Middle ? label.X - (width / 2) : label.X;
            svg.AddRect(left - 2, label.Baseline - style.Size, left + width + 2, label.Baseline + 3);
        }

        // One path for all: drawing a halo round the letters instead takes several times as long.
        svg.EndPath(new Paint(Theme.Background));
        foreach (ValueLabel label in labels)
        {
            svg.Text(label.X, label.Baseline, label.Text, style);
        }
    }
}
