using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class SvgRendererTests
{
    [Fact]
    public async Task ToPng_Text_IsDrawnWithTheShippedFont()
    {
        string svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><rect width="300" height="80" fill="white"/>
            <text x="10" y="40" font-family="{SvgRenderer.FontFamily}" font-size="24">Layout π ≥ 0.75</text>
            <text x="10" y="70" font-family="{SvgRenderer.FontFamily}" font-size="24" font-weight="bold">Section-header</text></svg>
            """;
        byte[] png = SvgRenderer.ToPng(svg);
        if (Environment.GetEnvironmentVariable("RODLA_KEEP_PICTURES") is { } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "svg-text.png"), png);
        }

        using DecodedPage page = await Reading.ReadAsync(DocumentSource.FromMemory(png));
        Assert.Equal(new PageSize(300, 80), page.FullSize);
        Assert.InRange(DarkBytes(page.Image, 20, 45), 1500, 5000);
        Assert.InRange(DarkBytes(page.Image, 50, 75), 3000, 9000);
    }

    [Fact]
    public async Task ToPng_ScaleTwo_DoublesThePicture()
    {
        const string Svg = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><rect width='15' height='20'/></svg>";
        byte[] png = SvgRenderer.ToPng(Svg, scale: 2);
        using DecodedPage page = await Reading.ReadAsync(DocumentSource.FromMemory(png));
        Assert.Equal(new PageSize(60, 40), page.FullSize);
        Assert.Equal(0, page.Image.Row(10)[3 * 10]);
        Assert.Equal(255, page.Image.Row(10)[3 * 50]);
    }

    [Fact]
    public void ToPng_NotSvg_Throws() => Assert.Throws<ArgumentException>(() => SvgRenderer.ToPng("no picture"));

    private static int DarkBytes(PageImage page, int top, int bottom)
    {
        int dark = 0;
        for (int y = top; y < bottom; y++)
        {
            foreach (byte value in page.Row(y))
            {
                dark += value < 128 ? 1 : 0;
            }
        }

        return dark;
    }
}
