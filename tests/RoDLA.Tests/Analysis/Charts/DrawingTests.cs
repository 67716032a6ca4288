using System.Globalization;
using RoDLA.Analysis.Charts.Drawing;
using ScottPlot;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class DrawingTests
{
    [Fact]
    public void At_256Values_AgreesWithMatplotlib()
    {
        ChartReference reference = ChartReference.Read();
        AssertColors(reference.YlOrRd, Theme.YlOrRd, tolerance: 1);
        AssertColors(reference.Viridis, Theme.Viridis, tolerance: 5);
    }

    [Fact]
    public void Width_LatinText_IsTheFontsOwn()
    {
        Assert.All(
            ChartReference.Read().Widths,
            pair => Assert.Equal(pair.Value, ChartFont.Width(pair.Key, 100) / 100, 0.005 * pair.Key.Length));
    }

    [Theory]
    [InlineData("advertisement_and_supplement_header", 100)]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWW", 57)]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 90)]
    [InlineData("文档版面分析文档版面分析", 80)]
    public void Fit_LongText_EndsInAnEllipsisAndFits(string text, float room)
    {
        string fitted = ChartFont.Fit(text, room, 12);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.StartsWith(fitted[..^1], text, StringComparison.Ordinal);
        Assert.InRange(ChartFont.Width(fitted, 12), 1f, room);
        // What a reader sees as one character is whole: the cut is at a boundary of the original's text elements.
        Assert.Contains(fitted.Length - 1, StringInfo.ParseCombiningCharacters(text));
    }

    [Fact]
    public void Fit_TextThatFits_StaysAsItIs() => Assert.Equal("Text", ChartFont.Fit("Text", 100, 12));

    private static void AssertColors(IReadOnlyList<string> expected, IColormap colors, int tolerance)
    {
        Assert.Equal(256, expected.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Color actual = colors.GetColor(i / 255.0);
            Color wanted = Color.FromHex(expected[i]);
            Assert.InRange(actual.R - wanted.R, -tolerance, tolerance);
            Assert.InRange(actual.G - wanted.G, -tolerance, tolerance);
            Assert.InRange(actual.B - wanted.B, -tolerance, tolerance);
        }
    }
}
