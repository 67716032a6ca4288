using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ReadFormatsTests
{
    /// <summary>
    /// Lossless files must match exactly; the tolerance is 1 where 16 bits or alpha are rounded, 2 where DCT or YUV arithmetic differs.
    /// </summary>
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
    [InlineData("bmp-1.bmp", "bilevel", ImageFormat.Bmp, 0)]
    [InlineData("bmp-4.bmp", "bmp-16-colours", ImageFormat.Bmp, 0)]
    [InlineData("bmp-os2-4.bmp", "bmp-16-colours", ImageFormat.Bmp, 0)]
    [InlineData("bmp-8.bmp", "bmp-8", ImageFormat.Bmp, 0)]
    [InlineData("bmp-rle4.bmp", "bmp-16-colours", ImageFormat.Bmp, 0)]
    [InlineData("bmp-rle8.bmp", "bmp-16-colours", ImageFormat.Bmp, 0)]
    [InlineData("bmp-555.bmp", "bmp-555", ImageFormat.Bmp, 0)]
    [InlineData("bmp-565.bmp", "bmp-565", ImageFormat.Bmp, 0)]
    [InlineData("bmp-24.bmp", "page", ImageFormat.Bmp, 0)]
    [InlineData("bmp-32-top-down.bmp", "page", ImageFormat.Bmp, 0)]
    [InlineData("bmp-alpha.bmp", "alpha", ImageFormat.Bmp, 1)]
    public async Task ReadPageAsync_EveryFormat_GivesReferencePixels(string file, string reference, ImageFormat format, int tolerance)
    {
        using PageImage expected = Fixture.Pixels(reference);
        foreach (DocumentSource source in new[] { Fixture.Source(file), DocumentSource.FromFile(Fixture.PathOf(file)) })
        {
            DocumentInfo info = (await Reading.Reader().OpenAsync(source, CancellationToken.None)).Info;
            using PageImage page = await Reading.ReadAsync(source);

            Assert.Equal(format, info.Format);
            Assert.Equal(expected.Size, info.FirstPage);
            Assert.Equal(expected.Size, page.Size);
            Assert.InRange(Fixture.LargestDifference(expected, page), 0, tolerance);
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
    [InlineData("png-exif-6.png", "page-turned-6", 0)]
    [InlineData("webp-exif-6.webp", "page-turned-6", 0)]
    [InlineData("tiff-orientation-8.tif", "page-turned-8", 0)]
    public async Task ReadPageAsync_EveryOrientation_IsTurnedUprightOnce(string file, string reference, int tolerance)
    {
        using PageImage expected = Fixture.Pixels(reference);
        DocumentInfo info = (await Reading.Reader().OpenAsync(Fixture.Source(file), CancellationToken.None)).Info;
        using PageImage page = await Reading.ReadAsync(Fixture.Source(file));

        Assert.Equal(expected.Size, info.FirstPage);
        Assert.InRange(Fixture.LargestDifference(expected, page), 0, tolerance);
    }

    [Fact]
    public async Task ReadPageAsync_TiffOfThreePages_GivesEachWithItsOwnSize()
    {
        DocumentSource source = Fixture.Source("tiff-pages.tif");
        DocumentInfo info = (await Reading.Reader().OpenAsync(source, CancellationToken.None)).Info;
        Assert.Equal(3, info.PageCount);
        string[] references = ["page", "tiff-page-2", "bilevel"];
        for (int page = 1; page <= 3; page++)
        {
            using PageImage expected = Fixture.Pixels(references[page - 1]);
            using PageImage decoded = await Reading.ReadAsync(source, page);
            Assert.Equal(expected.Size, decoded.Size);
            Assert.Equal(0, Fixture.LargestDifference(expected, decoded));
        }

        ImageException refused = await Assert.ThrowsAsync<ImageException>(() => Reading.ReadAsync(source, page: 4));
        Assert.Equal(ImageFault.PageOutOfRange, refused.Fault);
    }

    [Fact]
    public async Task ReadPageAsync_64AtOnce_GiveTheSamePixels()
    {
        PageReader reader = Reading.Reader();
        string[] files = ["jpeg-progressive.jpg", "png-rgba16.png", "tiff-tiled.tif", "webp-lossy.webp"];
        foreach (string file in files)
        {
            OpenDocument document = await reader.OpenAsync(Fixture.Source(file), CancellationToken.None);
            using PageImage alone = await document.ReadPageAsync(1, default, CancellationToken.None);
            await Parallel.ForAsync(0, 64, async (_, token) =>
            {
                using PageImage page = await document.ReadPageAsync(1, default, token);
                Assert.True(alone.Pixels.SequenceEqual(page.Pixels));
            });
        }
    }

    [Fact]
    public async Task ReadPageAsync_Avif_IsCloseToThePage()
    {
        using PageImage expected = Fixture.Pixels("page");
        byte[] avif = VipsPictures.ToAvif(expected, lossless: true);
        DocumentInfo info = (await Reading.Reader().OpenAsync(DocumentSource.FromMemory(avif), CancellationToken.None)).Info;
        using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(avif));

        Assert.Equal(new DocumentInfo(ImageFormat.Avif, expected.Size, 1, avif.Length), info);
        Assert.InRange(Fixture.LargestDifference(expected, page), 0, 2);
    }

    /// <summary>Inks are compared by appearance, since programs assume different printing conditions.</summary>
    [Theory]
    [InlineData("jpeg-cmyk.jpg")]
    [InlineData("tiff-cmyk.tif")]
    public async Task ReadPageAsync_Cmyk_GivesInkColours(string file)
    {
        using PageImage page = await Reading.ReadAsync(Fixture.Source(file));
        AssertColour(page, 3, 4, red: 255, green: 255, blue: 255);
        AssertColour(page, 12, 4, red: 0, green: 174, blue: 239);
        AssertColour(page, 20, 4, red: 236, green: 0, blue: 140);
        AssertColour(page, 28, 4, red: 255, green: 242, blue: 0);
        AssertColour(page, 36, 4, red: 35, green: 31, blue: 32);
        AssertColour(page, 44, 24, red: 237, green: 28, blue: 36);
    }

    /// <summary>Compares with the sRGB colours of the process inks on coated paper (SWOP), with a wide tolerance.</summary>
    private static void AssertColour(PageImage page, int x, int y, int red, int green, int blue)
    {
        const int Tolerance = 25;
        ReadOnlySpan<byte> pixel = page.Row(y).Slice(3 * x, 3);
        Assert.InRange(pixel[0], red - Tolerance, red + Tolerance);
        Assert.InRange(pixel[1], green - Tolerance, green + Tolerance);
        Assert.InRange(pixel[2], blue - Tolerance, blue + Tolerance);
    }
}
