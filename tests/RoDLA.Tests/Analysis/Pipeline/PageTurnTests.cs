using RoDLA.Analysis.Pipeline;
using RoDLA.Imaging;
using RoDLA.Imaging.Decoding;
using RoDLA.Imaging.Formats;
using RoDLA.Imaging.Reading;
using Xunit;

namespace RoDLA.Tests.Analysis.Pipeline;

public sealed class PageTurnTests
{
    [Theory]
    [InlineData("article.jpg")]
    [InlineData("invoice.png")]
    public async Task Of_SamplePages_NamesTheTurn(string sample)
    {
        using PageImage page = await ReadAsync(sample);
        Assert.Equal(0, PageTurn.Of(page));
        foreach ((int orientation, int degrees) in new[] { (6, 90), (3, 180), (8, 270) })
        {
            using PageImage turned = UprightPixels.Turn(page, (Orientation)orientation);
            Assert.Equal(degrees, PageTurn.Of(turned));
        }
    }

    [Fact]
    public async Task Notes_TurnedPage_SayHow()
    {
        using PageImage page = await ReadAsync("article.jpg");
        using PageImage turned = UprightPixels.Turn(page, Orientation.BottomRight);

        Assert.Equal(
            "The page looks turned by 180 degrees clockwise: the model expects it upright.", Assert.Single(PageNotes.Of(turned)));
        Assert.Empty(PageNotes.Of(page));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3000, 1)]
    [InlineData(700, 900)]
    public void Of_PageWithoutText_IsUpright(int width, int height)
    {
        using PageImage page = PageImage.Rent(width, height);
        new Random(3).NextBytes(page.Pixels);

        Assert.Equal(0, PageTurn.Of(page));
    }

    private static async Task<PageImage> ReadAsync(string sample)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(
            DocumentSource.FromFile(Path.Combine(RepositoryRoot.Path, "samples", sample)), CancellationToken.None);
        return await document.ReadPageAsync(1, default, CancellationToken.None);
    }
}
