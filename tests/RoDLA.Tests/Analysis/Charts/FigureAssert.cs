using RoDLA.Analysis.Charts.Drawing;
using RoDLA.Imaging;
using RoDLA.Tests.Imaging;
using ScottPlot;
using ScottPlot.Plottables;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>What every chart must be, whatever it shows, and what was added to it.</summary>
internal static class FigureAssert
{
    private const int Margin = 8;

    /// <summary>All bars of a figure, in order.</summary>
    public static List<Bar> Bars(Figure figure) => [.. figure.Plot.GetPlottables<BarPlot>().SelectMany(plot => plot.Bars)];

    /// <summary>The figure writes these texts.</summary>
    public static void HasTexts(Figure figure, params string[] expected)
    {
        string[] texts = [.. DrawnText.Of(figure).Select(text => text.Text)];
        Assert.All(expected, text => Assert.Contains(text, texts));
    }

    /// <summary>No label touches another, and none comes near the edge.</summary>
    public static void LabelsAreClear(Figure figure)
    {
        IReadOnlyList<DrawnText> texts = DrawnText.Of(figure);
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.All(text.Corners, corner =>
        {
            Assert.InRange(corner.X, Margin, figure.Width - Margin);
            Assert.InRange(corner.Y, Margin, figure.Height - Margin);
        }));
        for (int i = 0; i < texts.Count; i++)
        {
            for (int j = i + 1; j < texts.Count; j++)
            {
                Assert.False(texts[i].Overlaps(texts[j]), $"'{texts[i].Text}' and '{texts[j].Text}' overlap.");
            }
        }
    }

    /// <summary>As a picture it has a fitting size, and a bare margin.</summary>
    public static async Task EdgesAreBareAsync(Figure figure, int mostHeight)
    {
        using PageImage decoded = await Reading.ReadAsync(DocumentSource.FromMemory(figure.ToPng()));
        PageImage image = decoded;
        Assert.InRange(image.Width, 500, 2400);
        Assert.InRange(image.Height, 200, mostHeight);
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = image.Row(y);
            bool inside = y >= Margin && y < image.Height - Margin;
            Assert.Equal(-1, (inside ? row[..(Margin * PageImage.Channels)] : row).IndexOfAnyExcept((byte)255));
            Assert.Equal(-1, row[^(Margin * PageImage.Channels)..].IndexOfAnyExcept((byte)255));
        }
    }
}
