using RoDLA.Detection;
using RoDLA.Detection.Turning;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Detection.Turning;

public sealed class PageAngleTests
{
    /// <summary>Tolerance in degrees: two steps of the search.</summary>
    private const float Tolerance = 0.2f;

    /// <summary>The answers are known: the pages are upright, and the rotation of the perturbations is checked against OpenCV.</summary>
    [Theory]
    [InlineData("article.jpg", 0)]
    [InlineData("article-fax.tif", 0)]
    [InlineData("invoice.png", 0)]
    public async Task Of_SamplePageTurned_IsTheAngle(string sample, int orientation)
    {
        using PageImage page = await SamplePages.ReadAsync(sample);
        Assert.Equal(0, PageAngle.Of(page, orientation, Deskew.Auto));
        foreach (float angle in new[] { -15.3f, -7, -0.8f, 0.5f, 3.2f, 10, 16.5f })
        {
            using PageImage turned = Rotation.Rotate(page, -angle, clipToOldSize: false, new RowBands(1, CancellationToken.None)).Image;
            Assert.InRange(PageAngle.Of(turned, orientation, Deskew.Auto), angle - Tolerance, angle + Tolerance);
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Of_PageWithQuarterTurns_IsTheAngleBeyondThem(int orientation)
    {
        using PageImage page = await SamplePages.ReadAsync("article.jpg");
        using PageImage sideways = QuarterTurns.Undo(page, 360 - orientation);
        Assert.Equal(0, PageAngle.Of(sideways, orientation, Deskew.Auto));
        using PageImage turned = Rotation.Rotate(sideways, -4, clipToOldSize: false, new RowBands(1, CancellationToken.None)).Image;

        Assert.InRange(PageAngle.Of(turned, orientation, Deskew.Auto), 4 - Tolerance, 4 + Tolerance);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 900)]
    [InlineData(3000, 1)]
    [InlineData(700, 900)]
    public void Of_PageWithoutText_IsZero(int width, int height)
    {
        using PageImage page = PageImage.Rent(width, height);
        page.Pixels.Fill(255);
        Assert.Equal(0, PageAngle.Of(page, 0, Deskew.Auto));

        new Random(3).NextBytes(page.Pixels);
        Assert.Equal(0, PageAngle.Of(page, 0, Deskew.Auto));
    }

    [Fact]
    public void Of_GivenAngle_IsTaken()
    {
        using PageImage page = TestPages.Paragraphs();

        Assert.Equal(-2.5f, PageAngle.Of(page, 0, new Deskew(-2.5f)));
        Assert.Equal(0, PageAngle.Of(page, 0, Deskew.Off));
    }
}
