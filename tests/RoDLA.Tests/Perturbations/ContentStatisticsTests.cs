using RoDLA.Imaging;
using RoDLA.Imaging.Writing;
using RoDLA.Perturbations;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>Place and appearance of watermarks and background pictures, against reference/perturbations.py by distribution.</summary>
public sealed class ContentStatisticsTests
{
    private const int Seeds = 200;
    private const int LeastInk = 400;

    [Fact]
    public async Task Watermark_ManySeeds_PlaceAndAngleAsReference()
    {
        var found = new Findings("watermark");
        using PageImage page = Pages.Blank(800, 600);
        foreach (int degree in new[] { 1, 3 })
        {
            for (int seed = 0; seed < 4 * Seeds; seed++)
            {
                var context = new PerturbationContext(degree, seed) { Mode = PerturbationMode.Reference };
                using PerturbationResult result = await Pages.ApplyAsync("watermark", page, context);
                AddInk(found, result.Image, degree);
            }
        }

        found.AssertAsReference();
    }

    [Theory]
    [InlineData(1, 204)]
    [InlineData(2, 102)]
    [InlineData(3, 0)]
    public async Task Watermark_OnWhite_IsRedOfTheDegreesOpacity(int degree, int expected)
    {
        using PageImage page = Pages.Blank(800, 600);
        for (int seed = 0; seed < 20; seed++)
        {
            using PerturbationResult result = await Pages.ApplyAsync("watermark", page, new PerturbationContext(degree, seed));
            byte least = byte.MaxValue;
            for (int i = 0; i < result.Image.Pixels.Length; i += PageImage.Channels)
            {
                ReadOnlySpan<byte> pixel = result.Image.Pixels.Slice(i, PageImage.Channels);
                Assert.Equal(byte.MaxValue, pixel[0]);
                Assert.Equal(pixel[1], pixel[2]);
                least = Math.Min(least, pixel[1]);
            }

            Assert.InRange(least, expected, expected + 25);
        }
    }

    [Fact]
    public async Task Background_ManySeeds_PlaceAndSizeAsReference()
    {
        using TemporaryFolder folder = new();
        using (PageImage black = Pages.Blank(50, 40, 0))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, "black.png"), ImageWriter.ToPng(black));
        }

        IPerturbation background = Pages.RegistryOver(new BackgroundFolders(folder.Path)).Find("background")!;
        var found = new Findings("background");
        using PageImage page = Pages.Blank(300, 400);
        for (int seed = 0; seed < Seeds; seed++)
        {
            using PerturbationResult one = await background.ApplyAsync(page, new PerturbationContext(1, seed), CancellationToken.None);
            (int X, int Y, byte Level)[] covered = [.. Darker(one.Image, byte.MaxValue)];
            found.Add("left", covered.Min(p => p.X));
            found.Add("top", covered.Min(p => p.Y));
            found.Add("width", covered.Max(p => p.X) - covered.Min(p => p.X) + 1);
            found.Add("height", covered.Max(p => p.Y) - covered.Min(p => p.Y) + 1);
            using PerturbationResult five = await background.ApplyAsync(page, new PerturbationContext(3, seed), CancellationToken.None);
            (int X, int Y, byte Level)[] all = [.. Darker(five.Image, byte.MaxValue)];
            found.Add("level", all.Min(p => p.Level));
            found.Add("covered", all.Length);
        }

        found.AssertAsReference();
    }

    /// <summary>Middle, twice the angle, and length of the visible ink.</summary>
    private static void AddInk(Findings found, PageImage page, int degree)
    {
        byte least = Darker(page, byte.MaxValue).Select(p => p.Level).DefaultIfEmpty(byte.MaxValue).Min();
        (int X, int Y, byte Level)[] ink = [.. Darker(page, (byte.MaxValue + least + 1) / 2)];
        if (ink.Length < LeastInk)
        {
            return;
        }

        (double x, double y) = (ink.Average(p => p.X), ink.Average(p => p.Y));
        double xx = ink.Average(p => (p.X - x) * (p.X - x));
        double yy = ink.Average(p => (p.Y - y) * (p.Y - y));
        double xy = ink.Average(p => (p.X - x) * (p.Y - y));
        double angle = Math.Atan2(2 * xy, xx - yy);
        found.Add($"centre_x_{degree}", x);
        found.Add($"centre_y_{degree}", y);
        found.Add($"cos_{degree}", Math.Cos(angle));
        found.Add($"sin_{degree}", Math.Sin(angle));
        found.Add($"length_{degree}", Math.Sqrt(((xx + yy) / 2) + Math.Sqrt(((xx - yy) * (xx - yy) / 4) + (xy * xy))));
    }

    /// <summary>Pixels whose green is under a level.</summary>
    private static List<(int X, int Y, byte Level)> Darker(PageImage page, int level)
    {
        List<(int X, int Y, byte Level)> pixels = [];
        for (int y = 0; y < page.Height; y++)
        {
            ReadOnlySpan<byte> row = page.Row(y);
            for (int x = 0; x < page.Width; x++)
            {
                byte green = row[(x * PageImage.Channels) + 1];
                if (green < level)
                {
                    pixels.Add((x, y, green));
                }
            }
        }

        return pixels;
    }
}
