using System.ComponentModel.DataAnnotations;
using RoDLA.Jobs.Intake;
using Xunit;

namespace RoDLA.Tests.Jobs.Intake;

public sealed class ArchiveOptionsTests
{
    [Fact]
    public void Defaults_Never_Change()
    {
        ArchiveOptions options = new();
        Assert.Equal(5000, options.MaxImages);
        Assert.Equal(20_000, options.MaxEntries);
        Assert.Equal(50, options.MaxFileMegabytes);
        Assert.Equal(10_240, options.MaxTotalMegabytes);
        Assert.Equal(200, options.MaxRatio);
        Assert.True(Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void Ranges_EveryValueOutside_IsReported()
    {
        ArchiveOptions options = new() { MaxImages = 0, MaxEntries = 0, MaxFileMegabytes = 0, MaxTotalMegabytes = 0, MaxRatio = 0 };
        List<ValidationResult> mistakes = [];
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), mistakes, validateAllProperties: true));
        Assert.Equal(5, mistakes.Count);
    }
}
