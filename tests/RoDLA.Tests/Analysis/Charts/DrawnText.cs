using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RoDLA.Analysis.Charts.Drawing;
using SkiaSharp;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>A line of text of a figure and the four corners of its box, read back from Skia's SVG of the figure.</summary>
internal sealed partial record DrawnText(string Text, (double X, double Y)[] Corners)
{
    /// <summary>All texts of a figure.</summary>
    public static IReadOnlyList<DrawnText> Of(Figure figure)
    {
        using MemoryStream svg = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, figure.Width, figure.Height), svg))
        {
            figure.Render(canvas);
        }

        svg.Position = 0;
        return [.. XDocument.Load(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(Read).Where(t => t.Text.Length > 0)];
    }

    /// <summary>Whether the boxes share more than a border: no side of either has the other box wholly beyond it.</summary>
    public bool Overlaps(DrawnText other) => !Separates(Corners, other.Corners) && !Separates(other.Corners, Corners);

    private static DrawnText Read(XElement element)
    {
        string text = element.Value.Trim();
        double size = Numbers(element.Attribute("font-size")!.Value)[0];
        double left = Numbers(element.Attribute("x")!.Value)[0];
        double baseline = Numbers(element.Attribute("y")!.Value)[0];
        double right = left + ChartFont.Width(text, (float)size);
        (double X, double Y)[] corners =
        [
            (left, baseline - (0.76 * size)), (right, baseline - (0.76 * size)),
            (right, baseline + (0.22 * size)), (left, baseline + (0.22 * size)),
        ];
        return new DrawnText(text, element.Attribute("transform") is { } transform ? Transform(corners, transform.Value) : corners);
    }

    private static (double X, double Y)[] Transform((double X, double Y)[] corners, string transform)
    {
        double[] m = Numbers(transform);
        return transform.StartsWith("translate", StringComparison.Ordinal)
            ? Array.ConvertAll(corners, c => (c.X + m[0], c.Y + (m.Length > 1 ? m[1] : 0)))
            : transform.StartsWith("matrix", StringComparison.Ordinal)
                ? Array.ConvertAll(corners, c => ((m[0] * c.X) + (m[2] * c.Y) + m[4], (m[1] * c.X) + (m[3] * c.Y) + m[5]))
                : throw new NotSupportedException(transform);
    }

    private static double[] Numbers(string text) =>
        [.. NumberPattern().Matches(text).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

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

    [GeneratedRegex(@"-?\d+(\.\d+)?(e-?\d+)?")]
    private static partial Regex NumberPattern();
}
