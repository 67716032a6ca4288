using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Quality;
using Xunit;

namespace RoDLA.Tests.Perturbations;

public sealed class SizesAndModesTests
{
    public static TheoryData<string> Names => Pages.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ApplyAsync_OddSizes_AnswersOrRefusesClearly(string name)
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 5000), (5000, 1), (3, 3), (2, 7), (17, 16), (33, 31) })
        {
            using PageImage page = Pages.Noise(width, height, 1);
            foreach (PerturbationMode mode in Enum.GetValues<PerturbationMode>())
            {
                for (int degree = 1; degree <= 3; degree++)
                {
                    await AnswersOrRefuses(name, page, new PerturbationContext(degree, 5) { Mode = mode });
                }
            }
        }
    }

    [Theory]
    [InlineData("defocus")]
    [InlineData("vibration")]
    public async Task ApplyAsync_64Megapixels_Answers(string name)
    {
        using PageImage page = Pages.Blank(8192, 8192, 77);
        using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(3, 1));
        Assert.Equal(-1, result.Image.Pixels.IndexOfAnyExcept((byte)77));
    }

    /// <summary>By MS-SSIM; warping, whose waves get shorter and not higher, by CW-SSIM.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task ApplyAsync_StandardDegrees_EachVisibleAndStrongerThanTheOneBefore(string name)
    {
        using PageImage page = await Pages.SampleAsync("invoice.png");
        double[] similarity = new double[4];
        foreach (long seed in new long[] { 1, 2, 3 })
        {
            for (int degree = 1; degree <= 3; degree++)
            {
                using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, seed));
                bool same = page.Size == result.Image.Size && page.Pixels.SequenceEqual(result.Image.Pixels);
                Assert.False(same, $"degree {degree} changes nothing");
                QualityMeasures quality = ImageQuality.Measure(page, result.Image, 2, CancellationToken.None);
                double? likeness = name == "warping" ? quality.CwSsim : quality.MsSsim;
                similarity[degree] += likeness!.Value / 3;
            }
        }

        Assert.True(
            similarity[1] > similarity[2] && similarity[2] > similarity[3],
            $"Similarity at degree 1 {similarity[1]:F4}, 2 {similarity[2]:F4}, 3 {similarity[3]:F4}");
    }

    [Fact]
    public async Task Defocus_MildReference_ChangesNothing()
    {
        using PageImage page = Pages.Noise(50, 40, 1);
        using PerturbationResult result = await Pages.ApplyAsync("defocus", page, Reference(1, 1));
        Assert.True(page.Pixels.SequenceEqual(result.Image.Pixels));
    }

    [Fact]
    public async Task Texture_DarkPage_StaysDarkInStandardAndTurnsNegativeInReference()
    {
        using PageImage page = Pages.Blank(200, 200, 10);
        page.Pixels[..6000].Fill(240);
        using PerturbationResult standard = await Pages.ApplyAsync("texture", page, new PerturbationContext(1, 1));
        using PerturbationResult reference = await Pages.ApplyAsync("texture", page, Reference(1, 1));
        Assert.InRange(Mean(standard.Image, 50), 0, 64);
        Assert.InRange(Mean(reference.Image, 50), 191, 255);
    }

    [Fact]
    public async Task Illumination_Glare_WhitesOutInReferenceOnly()
    {
        using PageImage page = Pages.Blank(900, 900, 60);
        bool glared = false;
        for (int seed = 0; seed < 20; seed++)
        {
            using PerturbationResult reference = await Pages.ApplyAsync("illumination", page, Reference(1, seed));
            using PerturbationResult standard = await Pages.ApplyAsync("illumination", page, new PerturbationContext(1, seed));
            glared |= reference.Image.Pixels.ContainsAnyInRange((byte)230, byte.MaxValue);
            foreach (byte level in standard.Image.Pixels)
            {
                Assert.InRange(level, 30, 111);
            }
        }

        Assert.True(glared);
    }

    [Fact]
    public async Task Watermark_OwnText_IsDrawnInRed()
    {
        using PageImage page = Pages.Blank(400, 400);
        using PerturbationResult own = await Pages.ApplyAsync(
            "watermark", page, new PerturbationContext(3, 1) { WatermarkText = "<Vertraulich & geheim>" });
        using PerturbationResult plain = await Pages.ApplyAsync("watermark", page, new PerturbationContext(3, 1));
        Assert.False(own.Image.Pixels.SequenceEqual(plain.Image.Pixels));
        int red = 0;
        for (int i = 0; i < own.Image.Pixels.Length; i += PageImage.Channels)
        {
            Assert.Equal(255, own.Image.Pixels[i]);
            red += own.Image.Pixels[i + 1] < 30 ? 1 : 0;
        }

        Assert.InRange(red, 1000, 40_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("201")]
    public async Task Watermark_UselessText_Refused(string text)
    {
        string given = text == "201" ? new string('x', 201) : text;
        using PageImage page = Pages.Blank(100, 100);
        await Assert.ThrowsAsync<PerturbationException>(async () =>
            await Pages.ApplyAsync("watermark", page, new PerturbationContext(1, 1) { WatermarkText = given }));
    }

    private static PerturbationContext Reference(int degree, long seed) => new(degree, seed) { Mode = PerturbationMode.Reference };

    private static double Mean(PageImage page, int row)
    {
        double sum = 0;
        foreach (byte level in page.Row(row))
        {
            sum += level;
        }

        return sum / page.Stride;
    }

    private static async Task AnswersOrRefuses(string name, PageImage page, PerturbationContext context)
    {
        try
        {
            using PerturbationResult result = await Pages.ApplyAsync(name, page, context);
            Assert.True(result.Image.Size.Pixels > 0);
        }
        catch (PerturbationException refused)
        {
            Assert.NotEmpty(refused.Message);
            Assert.True(page.Size.Pixels < 20_000, "only pages of a few pixels may be refused");
        }
    }
}
