using RoDLA.Detection.Preprocessing;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class InputResizeTests
{
    [Theory]
    [InlineData(612, 792, 800, 1035, 800, 1056)]
    [InlineData(1025, 1025, 800, 800, 800, 800)]
    [InlineData(300, 200, 1200, 800, 1216, 800)]
    [InlineData(8000, 100, 1333, 17, 1344, 32)]
    public void KeepRatioFit_WorkedExamples_MatchMmdetection(
        int width, int height, int toWidth, int toHeight, int tensorWidth, int tensorHeight)
    {
        PageGeometry geometry = new InputResize(Manifests.KeepRatio()).Fit(new PageSize(width, height));
        Assert.Equal(new PageSize(toWidth, toHeight), geometry.Content);
        Assert.Equal(new PageSize(tensorWidth, tensorHeight), geometry.Tensor);
    }

    [Theory]
    [InlineData(1240, 1754, 512, 640, 452, 640, 30, 0)]
    [InlineData(1754, 1240, 640, 512, 640, 452, 0, 30)]
    [InlineData(1000, 1000, 512, 640, 512, 512, 0, 64)]
    [InlineData(1050, 1000, 512, 640, 512, 488, 0, 76)]
    [InlineData(1051, 1000, 640, 512, 538, 512, 51, 0)]
    [InlineData(1, 5000, 512, 640, 1, 640, 255, 0)]
    public void LetterboxFit_PortraitAndLandscape_CentresThePage(
        int width, int height, int tensorWidth, int tensorHeight, int toWidth, int toHeight, int offsetX, int offsetY)
    {
        PageGeometry geometry = new InputResize(Manifests.Letterbox(640, 512)).Fit(new PageSize(width, height));
        Assert.Equal(new PageSize(tensorWidth, tensorHeight), geometry.Tensor);
        Assert.Equal(new PageSize(toWidth, toHeight), geometry.Content);
        Assert.Equal((offsetX, offsetY), (geometry.OffsetX, geometry.OffsetY));
    }

    [Fact]
    public void LetterboxFit_UpscaleForbidden_KeepsASmallPage()
    {
        InputResize rule = new(Manifests.Letterbox(640, 512) with { AllowUpscale = false });
        PageGeometry geometry = rule.Fit(new PageSize(100, 120));
        Assert.Equal(new PageSize(100, 120), geometry.Content);
    }

    [Fact]
    public void ToPage_CornersOfTheContent_AreThePage()
    {
        PageGeometry geometry = new InputResize(Manifests.Letterbox(640, 512)).Fit(new PageSize(1240, 1754));
        BoundingBox box = geometry.ToPage(30, 0, 482, 640);
        Assert.Equal(new BoundingBox(0, 0, 1240, 1754), box);
        Assert.Equal(new BoundingBox(0, 0, 1240, 1754), geometry.ToPage(-99, -99, 999, 999));
    }
}
