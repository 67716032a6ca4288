using System.ComponentModel.DataAnnotations;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Imaging;

public sealed class ImagingOptionsTests
{
    [Fact]
    public void Defaults_Never_Change()
    {
        var options = new ImagingOptions();
        Assert.Equal(8192, options.MaxSidePixels);
        Assert.Equal(67_108_864, options.MaxPixels);
        Assert.Equal(200, options.MaxPages);
        Assert.Equal(150, options.PdfDpi);
        Assert.Equal(TimeSpan.FromSeconds(15), options.PdfTimeout);
        Assert.Equal(1024, options.PdfMemoryMiB);
        Assert.Equal(0, options.PdfProcesses);
        Assert.Equal(0, options.PixelMegabytes);
        Assert.Equal(1000, options.QueueLimit);
        Assert.Equal(TimeSpan.FromSeconds(30), options.QueueTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.DecodeTimeout);
        Assert.Equal(1, options.VipsConcurrency);
        Assert.True(Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void Ranges_EveryValueOutside_IsReportedAtOnce()
    {
        var options = new ImagingOptions
        {
            MaxSidePixels = 0, MaxPixels = 1, MaxPages = 0, PdfDpi = 1, PdfTimeout = TimeSpan.Zero, PdfMemoryMiB = 1,
            DecodeTimeout = TimeSpan.FromDays(1), VipsConcurrency = 0, PdfProcesses = -1, PixelMegabytes = -1, QueueLimit = -1,
            QueueTimeout = TimeSpan.Zero,
        };
        var mistakes = new List<ValidationResult>();
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), mistakes, validateAllProperties: true));
        Assert.Equal(12, mistakes.Count);
    }
}
