using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

/// <summary>What every chart must be, whatever it shows.</summary>
internal static class FigureAssert
{
    private const int Margin = 8;

    /// <summary>No label touches another, and none comes near the edge.</summary>
    public static void LabelsAreClear(string svg)
    {
        SvgFigure figure = new(svg);
        Assert.NotEmpty(figure.Texts);
        Assert.All(figure.Texts, text => Assert.All(text.Corners, corner =>
        {
            Assert.InRange(corner.X, Margin, figure.Width - Margin);
            Assert.InRange(corner.Y, Margin, figure.Height - Margin);
        }));
        SvgText[] texts = [.. figure.Texts.Where(text => text.Text.Length > 0)];
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = i + 1; j < texts.Length; j++)
            {
                Assert.False(texts[i].Overlaps(texts[j]), $"'{texts[i].Text}' and '{texts[j].Text}' overlap.");
            }
        }
    }

    /// <summary>As a picture it has a fitting size, and a bare margin.</summary>
    public static async Task EdgesAreBareAsync(string svg, int mostHeight)
    {
        using DecodedPage decoded = await Reading.ReadAsync(DocumentSource.FromMemory(SvgRenderer.ToPng(svg)));
        PageImage image = decoded.Image;
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
