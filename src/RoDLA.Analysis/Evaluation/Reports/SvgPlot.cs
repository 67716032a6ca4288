using System.Net;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A small chart as SVG. Colours are the page's own variables, so that it follows a light or dark page.</summary>
/// <param name="width">Width of the drawing.</param>
/// <param name="height">Height of the drawing.</param>
internal sealed class SvgPlot(double width, double height)
{
    private readonly StringBuilder _body = new();

    /// <summary>Left edge of the plot area.</summary>
    public double Left { get; init; } = 34;

    /// <summary>Top edge of the plot area.</summary>
    public double Top { get; init; } = 10;

    /// <summary>Space to the right of the plot area.</summary>
    public double Right { get; init; } = 10;

    /// <summary>Space below the plot area.</summary>
    public double Bottom { get; init; } = 22;

    /// <summary>Place of a share of the horizontal axis.</summary>
    public double X(double share) => Left + (share * (width - Left - Right));

    /// <summary>Place of a share of the vertical axis, 0 at the bottom.</summary>
    public double Y(double share) => Top + ((1 - share) * (height - Top - Bottom));

    /// <summary>Horizontal grid lines with their labels.</summary>
    /// <param name="shares">Places, 0 to 1.</param>
    /// <param name="label">Label of a place.</param>
    public SvgPlot Grid(IEnumerable<double> shares, Func<double, string> label)
    {
        foreach (double share in shares)
        {
            Line(X(0), Y(share), X(1), Y(share), "grid");
            Text(Left - 5, Y(share) + 3, label(share), "tick end");
        }

        return this;
    }

    /// <summary>Labels below the horizontal axis.</summary>
    public SvgPlot Ticks(IEnumerable<(double Share, string Label)> ticks)
    {
        foreach ((double share, string label) in ticks)
        {
            Text(X(share), height - Bottom + 14, label, "tick mid");
        }

        return this;
    }

    /// <summary>A straight line.</summary>
    public SvgPlot Line(double x1, double y1, double x2, double y2, string css) =>
        Add($"<line class=\"{css}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    /// <summary>A line through points, with a text that a pointer shows.</summary>
    /// <param name="points">Places as shares of the axes; null interrupts nothing, it is left out.</param>
    /// <param name="css">Class of the line.</param>
    /// <param name="title">The text.</param>
    /// <param name="color">Its colour; null for that of the class.</param>
    public SvgPlot Curve(IEnumerable<(double X, double? Y)> points, string css, string title, string? color = null)
    {
        string path = string.Join(' ', points.Where(p => p.Y is not null).Select(p => $"{N(X(p.X))},{N(Y(p.Y!.Value))}"));
        string style = color is null ? "" : $" style=\"stroke:{color}\"";
        return Add($"<polyline class=\"{css}\"{style} points=\"{path}\"><title>{WebUtility.HtmlEncode(title)}</title></polyline>");
    }

    /// <summary>A dot with a text that a pointer shows.</summary>
    public SvgPlot Dot(double x, double y, string css, string title) =>
        Add($"<circle class=\"{css}\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"3\"><title>{WebUtility.HtmlEncode(title)}</title></circle>");

    /// <summary>A filled rectangle with a text that a pointer shows.</summary>
    public SvgPlot Bar(double x, double y, double w, double h, string css, string title) =>
        Add($"<rect class=\"{css}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(Math.Max(w, 0))}\" height=\"{N(Math.Max(h, 0))}\">"
            + $"<title>{WebUtility.HtmlEncode(title)}</title></rect>");

    /// <summary>A text.</summary>
    public SvgPlot Text(double x, double y, string text, string css) =>
        Add($"<text class=\"{css}\" x=\"{N(x)}\" y=\"{N(y)}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>The drawing.</summary>
    /// <param name="label">What it shows, for readers that cannot see it.</param>
    public string End(string label) =>
        $"<svg class=\"plot\" viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">"
        + $"{_body}</svg>";

    private SvgPlot Add(string element)
    {
        _body.Append(element);
        return this;
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
