using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ReadFormatsTests
{
    /// <summary>Lossless files must give the very pixels; 1 level is left where 16 bits or alpha are rounded, 2 where DCT or YUV arithmetic differs.</summary>
    [Theory]
    [InlineData("jpeg-baseline.jpg", "jpeg-baseline", ImageFormat.Jpeg, 2)]
    [InlineData("jpeg-progressive.jpg", "jpeg-progressive", ImageFormat.Jpeg, 2)]
    [InlineData("jpeg-grey.jpg", "jpeg-grey", ImageFormat.Jpeg, 2)]
    [InlineData("png-rgb.png", "page", ImageFormat.Png, 0)]
    [InlineData("png-interlaced.png", "page", ImageFormat.Png, 0)]
    [InlineData("png-grey.png", "png-grey", ImageFormat.Png, 0)]
    [InlineData("png-bilevel.png", "bilevel", ImageFormat.Png, 0)]
    [InlineData("png-palette.png", "png-palette", ImageFormat.Png, 0)]
    [InlineData("png-palette-trns.png", "png-palette-trns", ImageFormat.Png, 0)]
    [InlineData("png-trns.png", "png-trns", ImageFormat.Png, 0)]
    [InlineData("png-rgb16.png", "page", ImageFormat.Png, 1)]
    [InlineData("png-grey16.png", "png-grey16", ImageFormat.Png, 1)]
    [InlineData("png-rgba.png", "alpha", ImageFormat.Png, 1)]
    [InlineData("png-rgba16.png", "alpha", ImageFormat.Png, 1)]
    [InlineData("png-grey-alpha.png", "grey-alpha", ImageFormat.Png, 1)]
    [InlineData("png-icc.png", "png-icc", ImageFormat.Png, 2)]
    [InlineData("tiff-lzw.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-deflate.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-tiled.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-big.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-big-endian.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-rgba.tif", "page", ImageFormat.Tiff, 0)]
    [InlineData("tiff-rgb16.tif", "page", ImageFormat.Tiff, 1)]
    [InlineData("tiff-g4.tif", "bilevel", ImageFormat.Tiff, 0)]
    [InlineData("tiff-bilevel.tif", "bilevel", ImageFormat.Tiff, 0)]
    [InlineData("tiff-white-is-zero.tif", "bilevel", ImageFormat.Tiff, 0)]
    [InlineData("webp-lossless.webp", "page", ImageFormat.Webp, 0)]
    [InlineData("webp-lossy.webp", "webp-lossy", ImageFormat.Webp, 2)]
    [InlineData("gif-frames.gif", "gif-frames", ImageFormat.Gif, 0)]
    public async Task ReadAsync_EveryFormat_GivesReferencePixels(string file, string reference, ImageFormat format, int tolerance)
    {
        using PageImage expected = Fixture.Pixels(reference);
        foreach (DocumentSource source in new[] { Fixture.Source(file), DocumentSource.FromFile(Fixture.PathOf(file)) })
        {
            DocumentInfo info = await Reading.Reader().InspectAsync(source, CancellationToken.None);
            using DecodedPage page = await Reading.ReadAsync(source);

            Assert.Equal(format, info.Format);
            Assert.Equal(expected.Size, info.FirstPage);
            Assert.Equal(expected.Size, page.FullSize);
            Assert.InRange(Fixture.LargestDifference(expected, page.Image), 0, tolerance);
        }
    }

    [Theory]
    [InlineData("exif-1.jpg", "exif-1", 2)]
    [InlineData("exif-2.jpg", "exif-2", 2)]
    [InlineData("exif-3.jpg", "exif-3", 2)]
    [InlineData("exif-4.jpg", "exif-4", 2)]
    [InlineData("exif-5.jpg", "exif-5", 2)]
    [InlineData("exif-6.jpg", "exif-6", 2)]
    [InlineData("exif-7.jpg", "exif-7", 2)]
    [InlineData("exif-8.jpg", "exif-8", 2)]
    public async Task ReadAsync_EveryOrientation_IsTurnedUprightOnce(string file, string reference, int tolerance)
    {
        using PageImage expected = Fixture.Pixels(reference);
        DocumentInfo info = await Reading.Reader().InspectAsync(Fixture.Source(file), CancellationToken.None);
        using DecodedPage page = await Reading.ReadAsync(Fixture.Source(file));

        Assert.Equal(expected.Size, info.FirstPage);
        Assert.InRange(Fixture.LargestDifference(expected, page.Image), 0, tolerance);
    }
}
