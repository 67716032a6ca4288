using System.Text.Json;
using RoDLA.Imaging;
using RoDLA.Perturbations.Quality;
using Xunit;

namespace RoDLA.Tests.Perturbations;

/// <summary>Against reference/quality.py (NumPy, SciPy): PSNR to 1e-9 dB, MS-SSIM and CW-SSIM to 1e-3.</summary>
public sealed class ImageQualityTests
{
    [Theory]
    [InlineData("defocus")]
    [InlineData("vibration")]
    [InlineData("ink_bleeding")]
    [InlineData("keystoning")]
    public async Task Measure_Pairs_MatchIndependentImplementation(string name)
    {
        using JsonDocument file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Pages.Folder, "quality.json")));
        JsonElement expected = file.RootElement.GetProperty(name);
        using PageImage page = await Pages.ReadAsync("quality-page");
        using PageImage other = await Pages.ReadAsync($"quality-{name}");
        QualityMeasures found = ImageQuality.Measure(page, other, 2, CancellationToken.None);
        Assert.Equal(expected.GetProperty("psnr").GetDouble(), found.Psnr, 1e-9);
        Assert.Equal(expected.GetProperty("psnr_wrapping").GetDouble(), found.PsnrWrapping, 1e-9);
        Assert.Equal(expected.GetProperty("ms_ssim").GetDouble(), found.MsSsim!.Value, 1e-3);
        Assert.Equal(expected.GetProperty("cw_ssim").GetDouble(), found.CwSsim!.Value, 1e-3);
    }

    [Fact]
    public async Task Measure_IdenticalPages_BestFigures()
    {
        using PageImage page = await Pages.ReadAsync("quality-page");
        QualityMeasures found = ImageQuality.Measure(page, page, 2, CancellationToken.None);
        Assert.Equal(double.PositiveInfinity, found.Psnr);
        Assert.Equal(double.PositiveInfinity, found.PsnrWrapping);
        Assert.Equal(1, found.MsSsim!.Value, 1e-5);
        Assert.Equal(1, found.CwSsim!.Value, 1e-5);
    }

    [Fact]
    public void Measure_SmallPages_NullWhereTheMeasureDoesNotReach()
    {
        using PageImage a = Pages.Noise(100, 90, 1);
        using PageImage b = Pages.Noise(100, 90, 2);
        QualityMeasures found = ImageQuality.Measure(a, b, 1, CancellationToken.None);
        Assert.Null(found.MsSsim);
        Assert.InRange(found.CwSsim!.Value, 0, 1);
        using PageImage tiny = Pages.Noise(9, 9, 3);
        Assert.Null(ImageQuality.Measure(tiny, tiny, 1, CancellationToken.None).CwSsim);
        Assert.InRange(found.Psnr, 5, 15);
        Assert.InRange(found.PsnrWrapping, 24.07, 40);
    }

    [Fact]
    public void Measure_OtherSize_ResizedToTheOriginals()
    {
        using PageImage page = Pages.Blank(200, 240, 90);
        using PageImage larger = Pages.Blank(311, 260, 91);
        QualityMeasures found = ImageQuality.Measure(page, larger, 2, CancellationToken.None);
        Assert.Equal(10 * Math.Log10(255.0 * 255.0), found.Psnr, 1e-9);
        using PageImage same = Pages.Blank(200, 240, 91);
        Assert.Equal(ImageQuality.Measure(page, same, 2, CancellationToken.None).MsSsim, found.MsSsim);
    }
}
