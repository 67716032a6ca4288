using System.Globalization;
using RoDLA.Analysis.Charts.Drawing;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class DrawingTests
{
    [Fact]
    public void At_256Values_AgreesWithMatplotlib()
    {
        ChartReference reference = ChartReference.Read();
        AssertColors(reference.YlOrRd, Colormap.YlOrRd, tolerance: 1);
        AssertColors(reference.Viridis, Colormap.Viridis, tolerance: 5);
    }

    [Fact]
    public void At_OutsideZeroToOne_IsTheNearerEnd()
    {
        Assert.Equal("#ffffcc", Colormap.YlOrRd.At(-1));
        Assert.Equal("#800026", Colormap.YlOrRd.At(2));
    }

    [Fact]
    public void Width_LatinText_IsTheFontsOwn()
    {
        Assert.All(ChartReference.Read().Widths, pair => Assert.Equal(pair.Value, TextMetrics.Width(pair.Key, 1), 0.001 * pair.Key.Length));
    }

    [Theory]
    [InlineData("advertisement_and_supplement_header", 100)]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWW", 57)]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 120)]
    [InlineData("文档版面分析文档版面分析", 80)]
    public void Fit_LongText_EndsInAnEllipsisAndFits(string text, double room)
    {
        string fitted = TextMetrics.Fit(text, room, 12);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.StartsWith(fitted[..^1], text, StringComparison.Ordinal);
        Assert.InRange(TextMetrics.Width(fitted, 12), 1, room);
        // What a reader sees as one character is whole: the cut is at a boundary of the original's text elements.
        Assert.Contains(fitted.Length - 1, StringInfo.ParseCombiningCharacters(text));
    }

    [Fact]
    public void Fit_TextThatFits_StaysAsItIs() => Assert.Equal("Text", TextMetrics.Fit("Text", 100, 12));

    private static void AssertColors(IReadOnlyList<string> expected, Colormap colors, int tolerance)
    {
        Assert.Equal(256, expected.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            string actual = colors.At(i / 255.0);
            for (int channel = 1; channel < 7; channel += 2)
            {
                Assert.InRange(Channel(actual, channel) - Channel(expected[i], channel), -tolerance, tolerance);
            }
        }
    }

    private static int Channel(string color, int start) =>
        int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
