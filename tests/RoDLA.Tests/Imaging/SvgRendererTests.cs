using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Writing;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class SvgRendererTests
{
    [Fact]
    public void ToPage_Text_IsDrawnWithTheShippedFont()
    {
        string svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><rect width="300" height="80" fill="white"/>
            <text x="10" y="40" font-family="{SvgRenderer.FontFamily}" font-size="24">Layout π ≥ 0.75</text>
            <text x="10" y="70" font-family="{SvgRenderer.FontFamily}" font-size="24" font-weight="bold">Section-header</text></svg>
            """;
        using PageImage page = SvgRenderer.ToPage(svg);
        if (Environment.GetEnvironmentVariable("RODLA_KEEP_PICTURES") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "svg-text.png"), ImageWriter.ToPng(page));
        }

        Assert.Equal(new PageSize(300, 80), page.Size);
        Assert.InRange(DarkBytes(page, 20, 45), 1500, 5000);
        Assert.InRange(DarkBytes(page, 50, 75), 3000, 9000);
    }

    [Fact]
    public void ToPage_Colours_AreKeptAndTransparencyIsWhite()
    {
        const string Svg =
            "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><rect width='15' height='20' fill='#c02040'/></svg>";
        using PageImage page = SvgRenderer.ToPage(Svg);
        Assert.Equal(new PageSize(30, 20), page.Size);
        Assert.Equal([0xC0, 0x20, 0x40], page.Row(10)[..3].ToArray());
        Assert.Equal([255, 255, 255], page.Row(10)[^3..].ToArray());
    }

    [Fact]
    public void ToPage_NotSvg_Throws() => Assert.Throws<ArgumentException>(() => SvgRenderer.ToPage("no picture"));

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
