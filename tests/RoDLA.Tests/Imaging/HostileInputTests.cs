using System.Buffers.Binary;
using System.Diagnostics;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class HostileInputTests
{
    [Fact]
    public async Task OpenAsync_NoBytes_IsEmpty() => await AssertRefusedAsync([], ImageFault.Empty);

    [Fact]
    public async Task OpenAsync_Text_IsUnknown() =>
        await AssertRefusedAsync("This is not an image, whatever its name says."u8.ToArray(), ImageFault.UnknownFormat);

    [Fact]
    public async Task OpenAsync_OneByte_IsUnknown() => await AssertRefusedAsync([0xFF], ImageFault.UnknownFormat);

    [Theory]
    [InlineData("jpeg-baseline.jpg")]
    [InlineData("jpeg-progressive.jpg")]
    [InlineData("png-rgb16.png")]
    [InlineData("png-interlaced.png")]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-g4.tif")]
    [InlineData("webp-lossless.webp")]
    [InlineData("webp-lossy.webp")]
    [InlineData("gif-frames.gif")]
    [InlineData("bmp-24.bmp")]
    [InlineData("bmp-rle8.bmp")]
    public async Task ReadPageAsync_Truncated_IsUndecodableAtEveryLength(string file)
    {
        byte[] whole = Fixture.Bytes(file);

        // The GIF's second frame is never read; a TIFF's directory is at its end.
        foreach (double share in file.StartsWith("gif", StringComparison.Ordinal) ? [0.1, 0.3] : new[] { 0.3, 0.5, 0.7, 0.9 })
        {
            byte[] cut = whole[..(int)(whole.Length * share)];
            await AssertRefusedAsync(cut, ImageFault.Undecodable);
        }
    }

    [Theory]
    [InlineData("jpeg-baseline.jpg")]
    [InlineData("jpeg-progressive.jpg")]
    public async Task ReadPageAsync_JpegWithoutItsEndMarker_IsReadAsWithIt(string file)
    {
        byte[] whole = Fixture.Bytes(file);
        using PageImage expected = await Reading.ReadAsync(DocumentSource.FromMemory(whole));
        byte[][] unended = [whole[..^2], [.. whole[..^2], 0, 0], [.. whole, 1, 2, 3]];
        foreach (byte[] bytes in unended)
        {
            using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(bytes));
            Assert.True(expected.Pixels.SequenceEqual(page.Pixels));
        }
    }

    [Theory]
    [InlineData("jpeg-baseline.jpg")]
    [InlineData("jpeg-progressive.jpg")]
    public async Task OpenAsync_JpegHeaderOverFarTooLittleData_IsUndecodableBeforeAnyPixel(string file)
    {
        byte[] bytes = Fixture.Bytes(file);
        byte frame = file.Contains("progressive", StringComparison.Ordinal) ? (byte)0xC2 : (byte)0xC0;
        int size = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, frame]) + 5;
        (bytes[size], bytes[size + 2]) = (0x1F, 0x1F);

        ImageException refused = await Assert.ThrowsAsync<ImageException>(
            async () => await Reading.Reader().OpenAsync(DocumentSource.FromMemory(bytes), CancellationToken.None));

        Assert.Equal(ImageFault.Undecodable, refused.Fault);
    }

    [Fact]
    public async Task OpenAsync_Headers65535Square_AreRefusedFast()
    {
        long start = Stopwatch.GetTimestamp();
        await AssertRefusedAsync(Headers.Jpeg(65_535, 65_535), ImageFault.TooManyPixels);
        await AssertRefusedAsync(Headers.Png(65_535, 65_535), ImageFault.TooManyPixels);
        await AssertRefusedAsync(Headers.Gif(65_535, 65_535), ImageFault.TooManyPixels);
        await AssertRefusedAsync(Headers.Bmp(65_535, 65_535), ImageFault.TooManyPixels);
        await AssertRefusedAsync(Headers.Tiff(65_535, 65_535), ImageFault.TooManyPixels);
        await AssertRefusedAsync(Headers.Png(9000, 10), ImageFault.TooManyPixels);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 2000);
    }

    [Fact]
    public async Task OpenAsync_MorePixelsThanTheLimit_IsRefused()
    {
        PageReader reader = Reading.Reader(options => options.MaxPixels = 10_000);
        ImageException refused = await Assert.ThrowsAsync<ImageException>(
            async () => await reader.OpenAsync(DocumentSource.FromMemory(Headers.Png(101, 100)), CancellationToken.None));
        Assert.Equal(ImageFault.TooManyPixels, refused.Fault);
        Assert.Contains("101×100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_TiffWithLoopOfPages_IsRefused()
    {
        byte[] loop = Headers.Tiff(10, 10);
        BinaryPrimitives.WriteInt32LittleEndian(loop.AsSpan(^4..), 8);
        await AssertRefusedAsync(loop, ImageFault.TooManyPages);
    }

    [Fact]
    public async Task OpenAsync_TiffOf60000Pages_IsRefusedFastAndInLittleMemory()
    {
        byte[] tiff = Headers.Tiff(10, 10, pages: 60_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        await AssertRefusedAsync(tiff, ImageFault.TooManyPages);

        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 2000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    [Fact]
    public async Task ReadPageAsync_TiffSecondPageTooLarge_IsRefusedWhenRead()
    {
        byte[] tiff = Headers.Tiff(10, 10, pages: 2);
        Headers.SetTiffWidth(tiff, page: 2, 65_535);
        PageReader reader = Reading.Reader();
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(tiff), CancellationToken.None);
        ImageException refused = await Assert.ThrowsAsync<ImageException>(
            async () => await document.ReadPageAsync(2, default, CancellationToken.None));
        Assert.Equal(ImageFault.TooManyPixels, refused.Fault);
    }

    [Theory]
    [InlineData(10, 1_000_000)]
    [InlineData(14, 200)]
    [InlineData(18, -5)]
    [InlineData(22, int.MinValue)]
    [InlineData(28, 7)]
    [InlineData(30, 99)]
    [InlineData(18, 4000)]
    public async Task ReadPageAsync_BmpWithWrongHeader_IsRefused(int offset, int wrong)
    {
        byte[] bmp = Fixture.Bytes("bmp-24.bmp");
        if (offset is 28)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bmp.AsSpan(offset), (short)wrong);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(offset), wrong);
        }

        ImageException refused = await Reading.RefusedAsync(DocumentSource.FromMemory(bmp));
        Assert.Contains(refused.Fault, new[] { ImageFault.Undecodable, ImageFault.UnknownFormat });
    }

    [Fact]
    public async Task ReadPageAsync_BmpRunsOutsideThePage_AreUndecodable()
    {
        byte[] bmp = Fixture.Bytes("bmp-rle8.bmp");
        int start = BinaryPrimitives.ReadInt32LittleEndian(bmp.AsSpan(10));
        byte[][] runs = [[255, 1], [40, 1, 20, 1], [0, 2, 255, 0, 0, 2, 255, 0], [0, 2, 0, 255, 5, 5], [0, 200, .. new byte[200]]];
        foreach (byte[] run in runs)
        {
            await AssertRefusedAsync([.. bmp.AsSpan(0, start), .. run, 0, 1], ImageFault.Undecodable);
        }
    }

    /// <summary>Randomly damaged files of every format are read, or refused with a message.</summary>
    [Theory]
    [InlineData("jpeg-baseline.jpg")]
    [InlineData("jpeg-progressive.jpg")]
    [InlineData("jpeg-cmyk.jpg")]
    [InlineData("exif-6.jpg")]
    [InlineData("png-rgb16.png")]
    [InlineData("png-palette-trns.png")]
    [InlineData("png-icc.png")]
    [InlineData("tiff-lzw.tif")]
    [InlineData("tiff-tiled.tif")]
    [InlineData("tiff-g4.tif")]
    [InlineData("tiff-big.tif")]
    [InlineData("tiff-pages.tif")]
    [InlineData("webp-lossy.webp")]
    [InlineData("webp-exif-6.webp")]
    [InlineData("gif-frames.gif")]
    [InlineData("bmp-rle4.bmp")]
    [InlineData("bmp-alpha.bmp")]
    public async Task ReadPageAsync_DamagedAtRandom_ThrowsOnlyImageException(string file)
    {
        const int Rounds = 200;
        byte[] whole = Fixture.Bytes(file);
        var random = new Random(2026);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = [.. whole];
            int count = 1 + random.Next(8);
            for (int i = 0; i < count; i++)
            {
                // Half of the damage is in the header, which contains the sizes.
                int reach = random.Next(2) == 0 ? Math.Min(64, damaged.Length) : damaged.Length;
                damaged[random.Next(reach)] = (byte)random.Next(256);
            }

            try
            {
                using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(damaged));
                Assert.True(page.Width > 0);
            }
            catch (ImageException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, Rounds);
    }

    [Fact]
    public async Task ReadPageAsync_AvifDamagedOrCut_ThrowsOnlyImageException()
    {
        using PageImage picture = Fixture.Pixels("page");
        byte[] avif = VipsPictures.ToAvif(picture);
        var random = new Random(11);
        for (int round = 0; round < 100; round++)
        {
            byte[] damaged = [.. avif];
            for (int i = 0; i < 6; i++)
            {
                damaged[random.Next(16, damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                using PageImage page = await Reading.ReadAsync(DocumentSource.FromMemory(damaged));
                Assert.True(page.Width > 0);
            }
            catch (ImageException)
            {
                // Refused with a message, as expected.
            }

            await AssertRefusedAsync(avif[..random.Next(40, avif.Length - 40)], ImageFault.Undecodable);
        }
    }

    [Fact]
    public async Task ReadPageAsync_RandomBytesAfterEveryMark_ThrowsOnlyImageException()
    {
        byte[][] marks =
        [
            [0xFF, 0xD8, 0xFF, 0xE0], [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], [.. "II*\0"u8, 8, 0, 0, 0], [.. "MM\0+"u8, 0, 8, 0, 0],
            [.. "GIF89a"u8], [.. "RIFF"u8, 0, 1, 0, 0, .. "WEBPVP8X"u8], [0, 0, 0, 24, .. "ftypavif"u8],
            [.. "BM"u8, .. new byte[12], 40, 0, 0, 0],
        ];
        var random = new Random(4);
        foreach (byte[] mark in marks)
        {
            for (int round = 0; round < 100; round++)
            {
                byte[] noise = new byte[random.Next(4000)];
                random.NextBytes(noise);
                ImageException refused = await Reading.RefusedAsync(DocumentSource.FromMemory((byte[])[.. mark, .. noise]));
                Assert.NotEqual(ImageFault.Empty, refused.Fault);
            }
        }
    }

    private static async Task AssertRefusedAsync(byte[] bytes, ImageFault fault)
    {
        ImageException refused = await Reading.RefusedAsync(DocumentSource.FromMemory(bytes));
        Assert.Equal(fault, refused.Fault);
        Assert.False(string.IsNullOrWhiteSpace(refused.Message));
    }
}
