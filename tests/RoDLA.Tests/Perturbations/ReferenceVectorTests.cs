using System.Numerics;
using RoDLA.Imaging;
using RoDLA.Perturbations;
using RoDLA.Perturbations.Blur;
using RoDLA.Perturbations.Content;
using RoDLA.Perturbations.Geometry;
using RoDLA.Perturbations.Inconsistency;
using RoDLA.Perturbations.Memory;
using RoDLA.Perturbations.Spatial;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>
/// The deterministic parts against reference/perturbations.py (OpenCV, Pillow): within one grey level on 99.9 % of the samples. The
/// pictures are made by reference/make_vectors.py.
/// </summary>
public sealed class ReferenceVectorTests
{
    private static readonly Dictionary<string, Vector2[]> Jitters = new()
    {
        ["small"] = [new(0.02f, 0.01f), new(0.015f, 0.03f), new(0.005f, 0.02f), new(0.01f, 0.012f)],
        ["large"] = [new(0.12f, 0.02f), new(0.01f, 0.14f), new(0.09f, 0.06f), new(0.03f, 0.11f)],
    };

    [Theory]
    [InlineData("defocus", 2)]
    [InlineData("defocus", 3)]
    [InlineData("ink_holdout", 1)]
    [InlineData("ink_holdout", 2)]
    [InlineData("ink_holdout", 3)]
    [InlineData("ink_bleeding", 1)]
    [InlineData("ink_bleeding", 2)]
    [InlineData("ink_bleeding", 3)]
    public async Task Apply_WithoutChance_MatchesOpenCv(string name, int degree)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"{name}-{degree}");
        using PerturbationResult result = await Pages.ApplyAsync(name, page, new PerturbationContext(degree, 0));
        PixelAssert.WithinOneLevel(expected, result.Image);
    }

    [Fact]
    public async Task Defocus_MildStandard_MatchesGaussianOfSigmaOne()
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync("defocus-1-standard");
        using PerturbationResult result = await Pages.ApplyAsync("defocus", page, new PerturbationContext(1, 0));
        PixelAssert.WithinOneLevel(expected, result.Image);
    }

    [Theory]
    [InlineData(1, -31.5)]
    [InlineData(2, 12.25)]
    [InlineData(3, 40)]
    public async Task Vibration_GivenAngle_MatchesOpenCv(int degree, double angle)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"vibration-{degree}");
        using PageImage result = Vibration.Blur(page, 3 * ((2 * degree) - 1), angle, Pages.Bands);
        PixelAssert.WithinOneLevel(expected, result);
    }

    [Theory]
    [InlineData(-13)]
    [InlineData(4)]
    public async Task Rotation_GivenAngle_MatchesOpenCv(int angle)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"rotation_{angle}");
        using PerturbationResult result = Rotation.Rotate(page, angle, clipToOldSize: false, Pages.Bands);
        PixelAssert.WithinOneLevel(expected, result.Image);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    public async Task Keystoning_GivenCorners_MatchesOpenCv(string name)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"keystoning-{name}");
        using PerturbationResult result = Keystoning.Distort(page, Jitters[name], null, Pages.Bands);
        PixelAssert.WithinOneLevel(expected, result.Image);
    }

    [Theory]
    [InlineData("dark-3", true, 3, true)]
    [InlineData("bright-1", false, 1, true)]
    [InlineData("added-2", false, 2, false)]
    public async Task Illumination_GivenPolygon_MatchesPillow(string name, bool darkens, int degree, bool reference)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"illumination-{name}");
        using var mask = new PooledBuffer<byte>(page.Size.Pixels);
        PolygonMask.Draw([(10, 20), (88, 8), (60, 110), (30, 64), (92, 90)], page.Size, mask.Span);
        using PageImage result = Illumination.Light(page, mask, Illumination.Levels(darkens, degree, reference), Pages.Bands);
        PixelAssert.WithinOneLevel(expected, result);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Watermark_GivenMask_MatchesPillow(int degree)
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync($"watermark-{degree}");
        using PageImage ink = PageImage.Rent(page.Width, page.Height);
        for (int i = 0; i < ink.Pixels.Length; i++)
        {
            int pixel = i / PageImage.Channels;
            ink.Pixels[i] = (byte)((pixel % page.Width * 5) + (pixel / page.Width * 3));
        }

        var strip = new TurnedStrip(ink, Vector2.Zero, Vector2.Zero, 0, page.Size);
        for (int y = 0; y < page.Height; y++)
        {
            strip.Blend(page.Row(y), y, 51 * ((2 * degree) - 1));
        }

        PixelAssert.WithinOneLevel(expected, page);
    }

    [Fact]
    public async Task Warping_GivenField_MatchesOpenCv()
    {
        using PageImage page = await Pages.ReadAsync("page");
        using PageImage expected = await Pages.ReadAsync("warping-field");
        using PageImage result = PageImage.Rent(page.Width, page.Height);
        using var field = new DisplacementField(page.Size);
        for (int i = 0; i < page.Size.Pixels; i++)
        {
            (int x, int y) = (i % page.Width, i / page.Width);
            field.X.Array[i] = (short)Math.Round(((3.3 * Math.Sin(y / 17.0)) + (0.02 * x)) * DisplacementField.Unit);
            field.Y.Array[i] = (short)Math.Round(((2.7 * Math.Cos(x / 11.0)) - (0.01 * y)) * DisplacementField.Unit);
        }

        CubicWarp.Run(page, result, field, Pages.Bands);
        PixelAssert.WithinOneLevel(expected, result);
    }
}
