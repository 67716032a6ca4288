using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;

namespace RoDLA.Analysis.Charts.Figures;

/// <summary>
/// Names below upright bars, turned by 45° so that their ends lie below their bars. Names too long are cut, and where bars are too close
/// for a line of text only every second, third, ... is named; so no two names touch and none leaves the figure.
/// </summary>
internal sealed class CategoryNames
{
    private const float Rotation = -45;
    private const float MaxNameWidth = 320;
    private const float Gap = 16;
    private const float AxisNameSize = 26;
    private const float LineHeight = 15;
    private const float Sin45 = 0.70710678f;

    private readonly string _axisName;
    private readonly int _count;

    /// <summary>Lays the names out.</summary>
    /// <param name="names">One a bar, from the left.</param>
    /// <param name="width">Pixels of the figure.</param>
    /// <param name="left">Pixels to the left of the plot if names needed no room there.</param>
    /// <param name="right">Pixels to its right.</param>
    /// <param name="axisName">Written below the names, or nothing.</param>
    public CategoryNames(IReadOnlyList<string> names, double width, float left, float right, string axisName)
    {
        _axisName = axisName;
        _count = names.Count;
        string[][] lines =
        [
            .. names.Select(name => Array.ConvertAll(name.Split('\n'), line => ChartFont.Fit(line, MaxNameWidth, Theme.TickSize))),
        ];
        int mostLines = lines.Max(name => name.Length);
        float[] widths = Array.ConvertAll(lines, name => name.Max(line => ChartFont.Width(line, Theme.TickSize)));
        float reach = LineHeight * mostLines / 2;

        // A wider left margin narrows the bands, which moves the names left again, by ever less.
        Left = left;
        for (int round = 0; round < 4; round++)
        {
            float pitch = ((float)width - right - Left) / _count;
            float overhang = 0;
            for (int i = 0; i < widths.Length; i++)
            {
                float end = Left + ((i + 0.5f) * pitch) - ((widths[i] + reach) * Sin45);
                overhang = Math.Max(overhang, Theme.Margin - end);
            }

            Left += overhang;
        }

        Size = Gap + ((widths.Max() + (2 * reach)) * Sin45) + (axisName.Length == 0 ? 0 : AxisNameSize);
        double narrowest = LineHeight * mostLines / Sin45;
        int every = Math.Max(1, (int)Math.Ceiling(narrowest / ((width - right - Left) / _count)));
        Ticks = [.. Enumerable.Range(0, _count).Where(i => i % every == 0).Select(i => Tick.Major(i, string.Join('\n', lines[i])))];
    }

    /// <summary>Pixels to the left of the plot.</summary>
    public float Left { get; }

    /// <summary>Pixels that the axis takes below the plot.</summary>
    public float Size { get; }

    /// <summary>The names at 0, 1, 2, ...</summary>
    public Tick[] Ticks { get; }

    /// <summary>Least distance of bars at which all are named.</summary>
    public static double MinPitch => LineHeight / Sin45;

    /// <summary>Shows the names in a figure.</summary>
    public void Show(Figure figure) => figure.SetBottomCategories(Ticks, _count, _axisName, Size, Rotation);
}
