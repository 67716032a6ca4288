namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>
/// Writes one SVG document, element after element, in the order of the calls: later ones lie on top. Coordinates are pixels from the top
/// left corner. No two charts share an identifier, so that several may stand in one web page.
/// </summary>
internal sealed class SvgWriter : IDisposable
{
    private readonly SvgBuffer _buffer = new();
    private readonly string _name;

    /// <summary>Begins a document.</summary>
    /// <param name="name">Prefix of its identifiers.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="title">Read aloud first.</param>
    /// <param name="description">What the picture shows, in words, for those who do not see it.</param>
    public SvgWriter(string name, double width, double height, string title, string description)
    {
        _name = name;
        Width = width;
        Height = height;
        _buffer.Raw("""<svg xmlns="http://www.w3.org/2000/svg" """);
        Attribute("width", width);
        Attribute("height", height);
        _buffer.Raw(" viewBox=\"0 0 ").Number(width).Raw(" ").Number(height).Raw("\"");
        Attribute("font-family", Theme.FontFamily);
        _buffer.Raw(" role=\"img\" aria-labelledby=\"").Raw(name).Raw("-title ").Raw(name).Raw("-desc\">");
        _buffer.Raw("<title id=\"").Raw(name).Raw("-title\">").Escaped(title).Raw("</title>");
        _buffer.Raw("<desc id=\"").Raw(name).Raw("-desc\">").Escaped(description).Raw("</desc>");
        Rect(0, 0, width, height, new Paint(Theme.Background));
    }

    /// <summary>Pixels across.</summary>
    public double Width { get; }

    /// <summary>Pixels down.</summary>
    public double Height { get; }

    /// <summary>A rectangle with corners of a <paramref name="radius"/>; a viewer shows <paramref name="tip"/> at the pointer.</summary>
    public void Rect(double x, double y, double width, double height, in Paint paint, string? tip = null, double radius = 0)
    {
        _buffer.Raw("<rect");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        if (radius > 0)
        {
            Attribute("rx", radius);
        }

        Close("rect", paint, tip);
    }

    /// <summary>A disc.</summary>
    public void Circle(double x, double y, double radius, in Paint paint, string? tip = null)
    {
        _buffer.Raw("<circle");
        Attribute("cx", x);
        Attribute("cy", y);
        Attribute("r", radius);
        Close("circle", paint, tip);
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, in Paint paint)
    {
        BeginPath();
        MoveTo(x1, y1);
        LineTo(x2, y2);
        EndPath(paint);
    }

    /// <summary>Begins a path; the calls up to <see cref="EndPath"/> add to it.</summary>
    public void BeginPath() => _buffer.Raw("<path d=\"");

    /// <summary>Begins a stroke of the path.</summary>
    public void MoveTo(double x, double y) => _buffer.Raw("M").Number(x).Raw(" ").Number(y);

    /// <summary>A straight line to a point.</summary>
    public void LineTo(double x, double y) => _buffer.Raw("L").Number(x).Raw(" ").Number(y);

    /// <summary>Part of a circle, at most half of it or, if <paramref name="large"/>, at least; counter-clockwise.</summary>
    public void ArcTo(double radius, bool large, double x, double y)
    {
        _buffer.Raw("A").Number(radius).Raw(" ").Number(radius).Raw(large ? " 0 1 0 " : " 0 0 0 ");
        _buffer.Number(x).Raw(" ").Number(y);
    }

    /// <summary>A rectangle as part of the path.</summary>
    public void AddRect(double left, double top, double right, double bottom)
    {
        MoveTo(left, top);
        LineTo(right, top);
        LineTo(right, bottom);
        LineTo(left, bottom);
        ClosePath();
    }

    /// <summary>A straight line back to where the stroke began.</summary>
    public void ClosePath() => _buffer.Raw("Z");

    /// <summary>Ends the path.</summary>
    public void EndPath(in Paint paint, string? tip = null)
    {
        _buffer.Raw("\"");
        Close("path", paint, tip);
    }

    /// <summary>
    /// One line of text; <paramref name="y"/> is its base line. Text that was cut names the whole in <paramref name="fullText"/>.
    /// </summary>
    public void Text(double x, double y, string text, in TextStyle style, Turn? turn = null, string? fullText = null)
    {
        _buffer.Raw("<text");
        Attribute("x", x);
        Attribute("y", y);
        Attribute("font-size", style.Size);
        Attribute("fill", style.Color);
        if (style.Anchor != TextAnchor.Start)
        {
            Attribute("text-anchor", style.Anchor == TextAnchor.Middle ? "middle" : "end");
        }

        if (turn is { } t)
        {
            _buffer.Raw(" transform=\"rotate(").Number(t.Degrees).Raw(" ").Number(t.X).Raw(" ").Number(t.Y).Raw(")\"");
        }

        _buffer.Raw(">").Escaped(text);
        if (fullText is not null && fullText != text)
        {
            _buffer.Raw("<title>").Escaped(fullText).Raw("</title>");
        }

        _buffer.Raw("</text>");
    }

    /// <summary>Defines a gradient of evenly spaced colours from the bottom to the top; returns the filling that uses it.</summary>
    public string UpwardGradient(ReadOnlySpan<string> colors)
    {
        _buffer.Raw("<defs><linearGradient id=\"").Raw(_name).Raw("-ramp\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">");
        for (int i = 0; i < colors.Length; i++)
        {
            _buffer.Raw("<stop offset=\"").Number(100.0 * i / (colors.Length - 1)).Raw("%\" stop-color=\"").Raw(colors[i]).Raw("\"/>");
        }

        _buffer.Raw("</linearGradient></defs>");
        return $"url(#{_name}-ramp)";
    }

    /// <summary>Ends the document and returns it.</summary>
    public string Finish() => _buffer.Raw("</svg>").ToString();

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose() => _buffer.Dispose();

    private void Close(string element, in Paint paint, string? tip)
    {
        Attribute("fill", paint.Fill ?? "none");
        if (paint.Opacity < 1)
        {
            Attribute("fill-opacity", paint.Opacity);
        }

        if (paint.Stroke is not null)
        {
            Attribute("stroke", paint.Stroke);
            Attribute("stroke-width", paint.StrokeWidth);
        }

        if (paint.Dash is not null)
        {
            Attribute("stroke-dasharray", paint.Dash);
            Attribute("stroke-dashoffset", paint.DashOffset);
        }

        if (tip is null)
        {
            _buffer.Raw("/>");
        }
        else
        {
            _buffer.Raw("><title>").Escaped(tip).Raw("</title></").Raw(element).Raw(">");
        }
    }

    private void Attribute(string name, double value) => _buffer.Raw(" ").Raw(name).Raw("=\"").Number(value).Raw("\"");

    private void Attribute(string name, string value) => _buffer.Raw(" ").Raw(name).Raw("=\"").Escaped(value).Raw("\"");
}
