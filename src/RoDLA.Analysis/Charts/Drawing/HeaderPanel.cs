using ScottPlot;
using SkiaSharp;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>Title and subtitle at the top left of a figure, and its legend beside the subtitle or below the plot.</summary>
/// <param name="title">What the figure shows.</param>
/// <param name="subtitle">Of what, or how to read it.</param>
internal sealed class HeaderPanel(string title, string subtitle) : IPanel
{
    private const float TitleBaseline = 41;
    private const float SubtitleBaseline = 64;
    private const float SampleWidth = 26;
    private const float SwatchSize = 12;
    private const float Gap = 8;
    private const float EntryGap = 24;

    /// <summary>Entries of the legend.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; set; } = [];

    /// <summary>Baseline of a legend that is centred below the plot; null for one at the right of the subtitle.</summary>
    public float? LegendBelow { get; set; }

    public bool IsVisible { get; set; } = true;

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; } = float.MaxValue;

    public Edge Edge => Edge.Top;

    public bool ShowDebugInformation { get; set; }

    public float Measure(Paint paint) => 0;

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) => dataRect;

    public void Render(RenderPack rp, float size, float offset)
    {
        using SKPaint paint = new() { IsAntialias = true };
        Write(rp.Canvas, paint, title, Theme.Margin, TitleBaseline, Theme.TitleSize, Theme.Ink);
        Write(rp.Canvas, paint, subtitle, Theme.Margin, SubtitleBaseline, Theme.NameSize, Theme.Muted);
        float width = Legend.Sum(Width) + (EntryGap * (Legend.Count - 1));
        float right = LegendBelow is null ? rp.DataRect.Right : (rp.FigureRect.Width + width) / 2;
        DrawLegend(rp.Canvas, paint, right - width, LegendBelow ?? SubtitleBaseline);
    }

    private static float Width(LegendEntry entry) => Sample(entry) + Gap + ChartFont.Width(entry.Text, Theme.TickSize);

    private static float Sample(LegendEntry entry) => entry.Dashes is null ? SwatchSize : SampleWidth;

    private static void Write(SKCanvas canvas, SKPaint paint, string text, float x, float baseline, float size, Color color)
    {
        using SKFont font = new(ChartFont.Typeface, size) { Subpixel = true, Hinting = SKFontHinting.Slight };
        paint.Style = SKPaintStyle.Fill;
        paint.Color = color.ToSKColor();
        canvas.DrawText(text, x, baseline, SKTextAlign.Left, font, paint);
    }

    private void DrawLegend(SKCanvas canvas, SKPaint paint, float left, float baseline)
    {
        float middle = baseline - (Theme.TickSize * 0.36f);
        float x = left;
        foreach (LegendEntry entry in Legend)
        {
            paint.Color = entry.Color.ToSKColor();
            if (entry.Dashes is { } dashes)
            {
                using SKPathEffect effect = SKPathEffect.CreateDash(dashes.Intervals, 0);
                paint.Style = SKPaintStyle.Stroke;
                paint.StrokeWidth = 2;
                paint.PathEffect = effect;
                canvas.DrawLine(x, middle, x + SampleWidth, middle, paint);
                paint.PathEffect = null;
            }
            else
            {
                paint.Style = SKPaintStyle.Fill;
                canvas.DrawRoundRect(x, middle - (SwatchSize / 2), SwatchSize, SwatchSize, 2, 2, paint);
            }

            Write(canvas, paint, entry.Text, x + Sample(entry) + Gap, baseline, Theme.TickSize, Theme.Ink);
            x += Width(entry) + EntryGap;
        }
    }
}
