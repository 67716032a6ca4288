using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ShrinkOnLoadTests
{
    /// <summary>jpeg-smooth.jpg is 203 × 150: red is the column, green the row.</summary>
    [Theory]
    [InlineData(203, 150, 203, 150)]
    [InlineData(102, 10, 203, 150)]
    [InlineData(101, 75, 101, 75)]
    [InlineData(60, 30, 101, 75)]
    [InlineData(50, 37, 50, 37)]
    [InlineData(25, 18, 25, 18)]
    [InlineData(1, 1, 25, 18)]
    [InlineData(500, 500, 203, 150)]
    public async Task ReadPageAsync_Jpeg_IsNotSmallerThanRequested(int leastWidth, int leastHeight, int width, int height)
    {
        var least = new PageSize(leastWidth, leastHeight);
        using DecodedPage page = await Reading.ReadAsync(Fixture.Source("jpeg-smooth.jpg"), atLeast: least);

        Assert.Equal(new PageSize(203, 150), page.FullSize);
        Assert.Equal(new PageSize(width, height), page.Image.Size);
        int scale = 203 / width;
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                // A small pixel is the mean of a block: its red the mean of the block's columns, its green of the rows.
                Assert.InRange(page.Image.Row(y)[3 * x], ((x + 0.5) * scale) - 2.5, ((x + 0.5) * scale) + 1.5);
                Assert.InRange(page.Image.Row(y)[(3 * x) + 1], ((y + 0.5) * scale) - 2.5, ((y + 0.5) * scale) + 1.5);
            }
        }
    }

    [Theory]
    [InlineData("png-rgb.png")]
    [InlineData("tiff-lzw.tif")]
    [InlineData("webp-lossless.webp")]
    public async Task ReadPageAsync_OtherFormats_AverageBlocks(string file)
    {
        using PageImage full = Fixture.Pixels("page");
        using DecodedPage page = await Reading.ReadAsync(Fixture.Source(file), atLeast: new PageSize(24, 16));

        Assert.Equal(full.Size, page.FullSize);
        Assert.Equal(new PageSize(24, 16), page.Image.Size);
        for (int y = 0; y < 16; y++)
        {
            for (int at = 0; at < 72; at++)
            {
                int left = (at / 3 * 6) + (at % 3);
                Span<byte> upper = full.Row(2 * y);
                Span<byte> lower = full.Row((2 * y) + 1);
                int mean = (upper[left] + upper[left + 3] + lower[left] + lower[left + 3]) / 4;
                Assert.InRange(page.Image.Row(y)[at], mean - 2, mean + 2);
            }
        }
    }

    [Fact]
    public async Task ReadPageAsync_TurnedPage_TakesTheSizeAsUpright()
    {
        using DecodedPage page = await Reading.ReadAsync(Fixture.Source("exif-6.jpg"), atLeast: new PageSize(16, 24));
        Assert.Equal(new PageSize(32, 48), page.FullSize);
        Assert.Equal(new PageSize(16, 24), page.Image.Size);

        using DecodedPage wider = await Reading.ReadAsync(Fixture.Source("exif-6.jpg"), atLeast: new PageSize(24, 16));
        Assert.Equal(new PageSize(32, 48), wider.Image.Size);
    }
}
