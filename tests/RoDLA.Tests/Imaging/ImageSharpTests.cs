using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>SixLabors.ImageSharp 2.1.13 as a second, independent reader and writer.</summary>
public sealed class ImageSharpTests
{
    /// <summary>Files that ImageSharp reads differently or not at all, each with the reason.</summary>
    private static readonly Dictionary<string, string> KnownDifferences = new()
    {
        ["jpeg-cmyk.jpg"] = "it converts CMYK without a profile",
        ["png-icc.png"] = "it ignores ICC profiles",
        ["tiff-bilevel.tif"] = "it needs the entry BitsPerSample, whose default is 1",
        ["tiff-cmyk.tif"] = "it does not read CMYK in TIFF",
        ["tiff-g4.tif"] = "it inverts CCITT G4",
        ["tiff-orientation-8.tif"] = "it ignores the orientation of a TIFF",
        ["tiff-pages.tif"] = "it does not read pages of different sizes",
        ["tiff-tiled.tif"] = "it does not read tiles",
    };

    /// <summary>Every test file; AVIF and PDF are not read by ImageSharp, and have no test file.</summary>
    public static TheoryData<string> Files => new(ImageFiles().Where(file => !KnownDifferences.ContainsKey(file)));

    public static TheoryData<string> DifferentFiles => new(KnownDifferences.Keys);

    public static TheoryData<string> Writers => new(Encoders.Keys);

    /// <summary>ImageSharp's encoders by name, with the tolerance for reading what they write.</summary>
    private static Dictionary<string, (IImageEncoder Encoder, int Tolerance)> Encoders { get; } = new()
    {
        ["BMP"] = (new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel24 }, 0),
        ["PNG"] = (new PngEncoder(), 0),
        ["PNG, interlaced"] = (new PngEncoder { InterlaceMethod = PngInterlaceMode.Adam7 }, 0),
        ["TIFF, LZW"] = (new TiffEncoder { Compression = TiffCompression.Lzw }, 0),
        ["TIFF, deflate"] = (new TiffEncoder { Compression = TiffCompression.Deflate }, 0),
        ["TIFF, PackBits"] = (new TiffEncoder { Compression = TiffCompression.PackBits }, 0),
        ["WebP, lossless"] = (new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }, 0),
        ["JPEG, 4:4:4"] = (new JpegEncoder { Quality = 95, ColorType = JpegColorType.YCbCrRatio444 }, 3),
    };

    /// <summary>
    /// Lossless files may differ by 1 level, where alpha or 5-bit channels are rounded, JPEG by 2, where DCT arithmetic differs.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task ReadPageAsync_EveryFile_EqualsImageSharp(string file)
    {
        using PageImage page = await Reading.ReadAsync(Fixture.Source(file));
        using PageImage expected = Decode(Fixture.Bytes(file));

        Assert.InRange(Fixture.LargestDifference(expected, page), 0, Tolerance(file));
    }

    /// <summary>A difference that is gone must be removed from the list.</summary>
    [Theory]
    [MemberData(nameof(DifferentFiles))]
    public async Task ReadPageAsync_KnownDifference_StillDiffers(string file)
    {
        using PageImage page = await Reading.ReadAsync(Fixture.Source(file));
        bool isEqual = false;
        try
        {
            using PageImage theirs = Decode(Fixture.Bytes(file));
            isEqual = theirs.Size == page.Size && Fixture.LargestDifference(theirs, page) <= Tolerance(file);
        }
        catch (NotSupportedException)
        {
            // Not read at all.
        }

        Assert.False(isEqual, $"Both readers agree on {file} now; it was listed because {KnownDifferences[file]}.");
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task ReadPageAsync_WrittenByImageSharp_GivesItsPixels(string writer)
    {
        (IImageEncoder encoder, int tolerance) = Encoders[writer];
        using PageImage page = Fixture.Pixels("jpeg-baseline");
        using Image<Rgb24> picture = Image.LoadPixelData<Rgb24>(page.Pixels, page.Width, page.Height);
        using var stream = new MemoryStream();
        picture.Save(stream, encoder);
        using PageImage decoded = await Reading.ReadAsync(DocumentSource.FromMemory(stream.ToArray()));
        using PageImage expected = tolerance == 0 ? page.Clone() : Decode(stream.ToArray());

        Assert.InRange(Fixture.LargestDifference(expected, decoded), 0, tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(9)]
    public void ToPng_Page_IsReadExactlyByImageSharp(int compression)
    {
        using PageImage page = Fixture.Pixels("jpeg-baseline");
        using PageImage read = Decode(ImageWriter.ToPng(page, compression), PngFormat.Instance);

        Assert.Equal(0, Fixture.LargestDifference(page, read));
    }

    [Theory]
    [InlineData(90, 2, 4)]
    [InlineData(60, 4, 8)]
    public async Task ToJpeg_Page_IsReadAlikeByImageSharp(int quality, int tolerance, int loss)
    {
        using PageImage smooth = await Reading.ReadAsync(Fixture.Source("jpeg-smooth.jpg"));
        byte[] jpeg = ImageWriter.ToJpeg(smooth, quality);
        using PageImage ours = await Reading.ReadAsync(DocumentSource.FromMemory(jpeg));
        using PageImage theirs = Decode(jpeg, JpegFormat.Instance);

        Assert.InRange(Fixture.LargestDifference(theirs, ours), 0, tolerance);
        Assert.InRange(Fixture.LargestDifference(smooth, theirs), 0, loss);
    }

    [Fact]
    public async Task ToWebp_Page_IsReadAlikeByImageSharp()
    {
        using PageImage smooth = await Reading.ReadAsync(Fixture.Source("jpeg-smooth.jpg"));
        byte[] webp = ImageWriter.ToWebp(smooth);
        using PageImage ours = await Reading.ReadAsync(DocumentSource.FromMemory(webp));
        using PageImage theirs = Decode(webp, WebpFormat.Instance);

        Assert.InRange(Fixture.LargestDifference(theirs, ours), 0, 1);
    }

    private static IEnumerable<string> ImageFiles() =>
        from path in Directory.EnumerateFiles(Path.GetDirectoryName(Fixture.PathOf("x"))!)
        where Path.GetExtension(path) is ".jpg" or ".png" or ".tif" or ".webp" or ".gif" or ".bmp"
        orderby path
        select Path.GetFileName(path);

    private static int Tolerance(string file) => file.EndsWith(".jpg", StringComparison.Ordinal) ? 2 : 1;

    /// <summary>Decodes the first image, upright, on white. What was written must have the given format and no metadata.</summary>
    private static PageImage Decode(byte[] bytes, IImageFormat? written = null)
    {
        using Image<Rgba32> picture = Image.Load<Rgba32>(bytes, out IImageFormat format);
        if (written is not null)
        {
            Assert.Equal(written, format);
            Assert.Null(picture.Metadata.ExifProfile);
            Assert.Null(picture.Metadata.IccProfile);
            Assert.Null(picture.Metadata.XmpProfile);
        }

        picture.Mutate(context => context.AutoOrient());
        PageImage page = PageImage.Rent(picture.Width, picture.Height);
        picture.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < rows.Height; y++)
            {
                Span<byte> target = page.Row(y);
                Span<Rgba32> row = rows.GetRowSpan(y);
                for (int x = 0; x < row.Length; x++)
                {
                    target[3 * x] = OnWhite(row[x].R, row[x].A);
                    target[(3 * x) + 1] = OnWhite(row[x].G, row[x].A);
                    target[(3 * x) + 2] = OnWhite(row[x].B, row[x].A);
                }
            }
        });
        return page;
    }

    private static byte OnWhite(int value, int alpha) => (byte)(((value * alpha) + (255 * (255 - alpha)) + 127) / 255);
}
