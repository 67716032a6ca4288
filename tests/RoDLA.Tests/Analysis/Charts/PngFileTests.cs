using System.Runtime.InteropServices;
using RoDLA.Analysis.Charts.Drawing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class PngFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(661, 800)]
    public void Create_AnyPixels_AreReadBackByAnotherLibrary(int width, int height)
    {
        Rgba32[] pixels = new Rgba32[width * height];
        new Random(width).NextBytes(MemoryMarshal.AsBytes(pixels.AsSpan()));

        using Image<Rgba32> read = Image.Load<Rgba32>(Encode(pixels, width, height));

        Assert.Equal((width, height), (read.Width, read.Height));
        Rgba32[] copy = new Rgba32[pixels.Length];
        read.ProcessPixelRows(rows =>
        {
            for (int y = 0; y < height; y++)
            {
                rows.GetRowSpan(y).CopyTo(copy.AsSpan(y * width));
            }
        });
        Assert.Equal(pixels, copy);
    }

    [Fact]
    public void Create_FlatArea_IsSmall() => Assert.InRange(Encode(new Rgba32[1200 * 600], 1200, 600).Length, 1, 16_000);

    private static byte[] Encode(Rgba32[] pixels, int width, int height)
    {
        GCHandle pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            SKImageInfo info = new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using SKPixmap drawing = new(info, pinned.AddrOfPinnedObject());
            return PngFile.Create(drawing);
        }
        finally
        {
            pinned.Free();
        }
    }
}
