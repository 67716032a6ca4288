using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ImageWriterTests
{
    [Fact]
    public async Task ToPng_Page_ComesBackExactly()
    {
        using PageImage expected = Fixture.Pixels("page");
        foreach (int compression in new[] { 0, 6, 9 })
        {
            using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(ImageWriter.ToPng(expected, compression)));
            Assert.Equal(0, Fixture.LargestDifference(expected, page));
        }
    }

    [Fact]
    public async Task ToJpeg_Page_ComesBackCloselyAndSmallerAtLowerQuality()
    {
        using PageImage smooth = await Reading.ReadAsync(Fixture.Source("jpeg-smooth.jpg"));
        byte[] fine = ImageWriter.ToJpeg(smooth, 95);
        byte[] coarse = ImageWriter.ToJpeg(smooth, 40);
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(fine));

        Assert.InRange(Fixture.LargestDifference(smooth, page), 0, 6);
        Assert.True(coarse.Length < fine.Length);
    }

    [Fact]
    public async Task ToWebp_Page_ComesBackClosely()
    {
        using PageImage smooth = await Reading.ReadAsync(Fixture.Source("jpeg-smooth.jpg"));
        byte[] webp = ImageWriter.ToWebp(smooth);
        DocumentInfo info = (await Reading.Reader().OpenAsync(DocumentSource.FromMemory(webp), CancellationToken.None)).Info;
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(webp));

        Assert.Equal(ImageFormat.Webp, info.Format);
        Assert.InRange(Fixture.LargestDifference(smooth, page), 0, 24);
    }

    [Fact]
    public async Task ToJpeg_PageWithOrientationAndProfile_CarriesNoMetadata()
    {
        foreach (string file in new[] { "exif-6.jpg", "png-icc.png" })
        {
            using PageImage page = await Reading.ReadAsync(Fixture.Source(file));
            byte[] jpeg = ImageWriter.ToJpeg(page);
            Assert.Equal(-1, jpeg.AsSpan().IndexOf("Exif"u8));
            Assert.Equal(-1, jpeg.AsSpan().IndexOf("ICC_PROFILE"u8));
            byte[] png = ImageWriter.ToPng(page);
            Assert.Equal(-1, png.AsSpan().IndexOf("iCCP"u8));
            Assert.Equal(-1, png.AsSpan().IndexOf("eXIf"u8));
            Assert.Equal(-1, png.AsSpan().IndexOf("tEXt"u8));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void ToJpeg_QualityOutOfRange_Throws(int quality)
    {
        using PageImage page = Fixture.Pixels("page");
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageWriter.ToJpeg(page, quality));
    }
}
