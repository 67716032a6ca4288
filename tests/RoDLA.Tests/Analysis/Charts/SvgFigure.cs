using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RoDLA.Analysis.Charts.Drawing;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>A drawn chart, read back: what stands where.</summary>
internal sealed partial class SvgFigure
{
    private static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    public SvgFigure(string svg)
    {
        Root = XDocument.Parse(svg).Root!;
        Width = Number(Root, "width");
        Height = Number(Root, "height");
        Texts = [.. Root.Descendants(Ns + "text").Select(Read)];
    }

    public XElement Root { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<SvgText> Texts { get; }

    public IEnumerable<XElement> Shapes(string element, string fill) =>
        Root.Descendants(Ns + element).Where(shape => shape.Attribute("fill")?.Value == fill);

    public IEnumerable<XElement> Lines(string stroke) =>
        Root.Descendants(Ns + "path").Where(shape => shape.Attribute("stroke")?.Value == stroke);

    public static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>All numbers of a path, as they come.</summary>
    public static double[] Path(XElement path) =>
        [.. NumberPattern().Matches(path.Attribute("d")!.Value).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

    public static string? Tip(XElement shape) => shape.Element(Ns + "title")?.Value;

    private static SvgText Read(XElement element)
    {
        string text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        double size = Number(element, "font-size");
        double width = TextMetrics.Width(text, size);
        double x = Number(element, "x");
        double left = element.Attribute("text-anchor")?.Value switch
        {
            "middle" => x - (width / 2),
            "end" => x - width,
            _ => x,
        };
        double baseline = Number(element, "y");
        (double X, double Y)[] corners =
        [
            (left, baseline - (0.76 * size)), (left + width, baseline - (0.76 * size)),
            (left + width, baseline + (0.22 * size)), (left, baseline + (0.22 * size)),
        ];
        if (element.Attribute("transform") is { } transform)
        {
            double[] turn =
            [
                .. NumberPattern().Matches(transform.Value).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)),
            ];
            (double sin, double cos) = Math.SinCos(turn[0] * Math.PI / 180);
            corners = Array.ConvertAll(corners, c => (
                turn[1] + ((c.X - turn[1]) * cos) - ((c.Y - turn[2]) * sin),
                turn[2] + ((c.X - turn[1]) * sin) + ((c.Y - turn[2]) * cos)));
        }

        return new SvgText(text, size, corners);
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex NumberPattern();
}

/// <summary>A line of text and the four corners of its box.</summary>
internal sealed record SvgText(string Text, double Size, (double X, double Y)[] Corners)
{
    /// <summary>Whether the boxes share more than a border: no side of either has the other box wholly beyond it.</summary>
    public bool Overlaps(SvgText other) => !Separates(Corners, other.Corners) && !Separates(other.Corners, Corners);

    private static bool Separates((double X, double Y)[] box, (double X, double Y)[] other)
    {
        for (int i = 0; i < 4; i++)
        {
            (double x1, double y1) = box[i];
            (double x2, double y2) = box[(i + 1) % 4];
            double length = Math.Max(1e-9, Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1))));
            // Clockwise on a screen, so outside is where the cross product is negative.
            if (Array.TrueForAll(other, c => (((x2 - x1) * (c.Y - y1)) - ((y2 - y1) * (c.X - x1))) / length < 0.25))
            {
                return true;
            }
        }

        return false;
    }
}
