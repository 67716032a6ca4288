using RoDLA.Analysis.Charts.Axes;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Analysis.Charts.Kinds;

/// <summary>One upright bar.</summary>
/// <param name="Count">Its height.</param>
/// <param name="Color">Its filling.</param>
/// <param name="Tip">What a viewer shows under the pointer.</param>
internal readonly record struct Bar(int Count, string Color, string Tip);

/// <summary>Draws upright bars with their counts above them.</summary>
internal static class BarPainter
{
    private const double Gap = 6;
    private const double SmallestFont = 9;

    /// <summary>Draws one bar a band; the counts shrink with the bands and are left out where even small ones would touch.</summary>
    public static void Upright(SvgWriter svg, BandScale bands, IScale counts, IReadOnlyList<Bar> bars)
    {
        double bottom = counts.Map(0);
        double widest = bars.Max(bar => TextMetrics.Width(Words.Number(bar.Count), 1));
        double size = Math.Min(Theme.Value.Size, Math.Floor((bands.Pitch - 2) / widest));
        ValueLabel[] labels = new ValueLabel[bars.Count];
        for (int i = 0; i < bars.Count; i++)
        {
            Bar bar = bars[i];
            double center = bands.Center(i);
            double top = counts.Map(bar.Count);
            if (bar.Count > 0)
            {
                svg.Rect(center - (bands.BarWidth / 2), top, bands.BarWidth, bottom - top, new Paint(bar.Color), bar.Tip);
            }

            labels[i] = new ValueLabel(center, top - Gap, Words.Number(bar.Count));
        }

        if (size >= SmallestFont)
        {
            ValueLabels.Draw(svg, labels, Theme.Value with { Size = size });
        }
    }
}
