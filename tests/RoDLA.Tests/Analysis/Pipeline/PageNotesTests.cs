using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis.Pipeline;

public sealed class PageNotesTests
{
    [Theory]
    [InlineData(600, 800, 255, "nearly white")]
    [InlineData(600, 800, 0, "nearly black")]
    [InlineData(1000, 200, 0, "nearly black", "5 times as wide as high")]
    [InlineData(100, 1250, 255, "nearly white", "12.5 times as high as wide")]
    public void Of_EmptyOrStretchedPage_SaysSo(int width, int height, byte shade, params string[] expected)
    {
        using PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(shade);

        string[] notes = [.. PageNotes.Of(page, isTurned: false)];

        Assert.Equal(expected.Length, notes.Length);
        Assert.All(expected.Zip(notes), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(255, 0)]
    [InlineData(0, 255)]
    public void Of_OneLineOfText_HasNoNotes(byte paper, byte ink)
    {
        using PageImage page = PageImage.Rent(2480, 3508);
        page.Pixels.Fill(paper);
        for (int y = 300; y < 340; y++)
        {
            for (int x = 300; x < 1300; x++)
            {
                if (x % 8 < 3)
                {
                    page.Row(y).Slice(x * PageImage.Channels, PageImage.Channels).Fill(ink);
                }
            }
        }

        Assert.Empty(PageNotes.Of(page, isTurned: false));
    }
}
