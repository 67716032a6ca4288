using System.Globalization;
using RoDLA.Api.Configuration;
using Xunit;

namespace RoDLA.Tests.Api.Configuration;

public sealed class OptionsDefaultsTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Api:Host"] = "127.0.0.1",
        ["Api:Port"] = "8000",
        ["Api:DefaultThreshold"] = "0.3",
        ["Api:RequestTimeout"] = "00:05:00",
        ["Api:ShutdownTimeout"] = "00:00:25",
        ["Api:MaxConnections"] = "1000",
        ["Api:CorsOrigins"] = "",
        ["Uploads:MaxFileMegabytes"] = "50",
        ["Uploads:MemoryKilobytes"] = "1024",
        ["Uploads:MaxFieldKilobytes"] = "64",
        ["Uploads:MaxParts"] = "64",
        ["Uploads:TempFolder"] = "",
        ["Outputs:Folder"] = "outputs",
        ["Perturbations:BackgroundFolder"] = "backgrounds",
        ["Perturbations:OutputFolder"] = "outputs/perturbations",
        ["Perturbations:MaxPerRequest"] = "5",
        ["Perturbations:QueueLimit"] = "32",
        ["Perturbations:QueueTimeout"] = "00:00:30",
        ["Log:Level"] = "information",
        ["Log:Format"] = "auto",
        ["Log:File"] = "",
        ["Detection:ModelsFolder"] = "models",
        ["Detection:Model"] = "rodla-layout-s",
        ["Detection:ExecutionProvider"] = "cpu",
        ["Detection:CudaDevice"] = "0",
        ["Detection:IntraOpThreads"] = "0",
        ["Detection:Concurrency"] = "0",
        ["Detection:QueueLimit"] = "128",
        ["Detection:QueueTimeout"] = "00:00:30",
        ["Detection:ShrinkOnLoad"] = "True",
        ["Imaging:MaxSidePixels"] = "8192",
        ["Imaging:MaxPixels"] = "67108864",
        ["Imaging:MaxPages"] = "200",
        ["Imaging:PdfDpi"] = "150",
        ["Imaging:PdfTimeout"] = "00:01:00",
        ["Imaging:PdfMemoryMiB"] = "2048",
        ["Imaging:DecodeTimeout"] = "00:00:30",
        ["Imaging:VipsConcurrency"] = "1",
    };

    [Fact]
    public void Defaults_EveryOption_AreAsDocumented()
    {
        Dictionary<string, string> actual = Properties().ToDictionary(
            p => p.Key, p => Convert.ToString(p.Value, CultureInfo.InvariantCulture) ?? "");

        Assert.Equal(
            Expected.OrderBy(p => p.Key, StringComparer.Ordinal), actual.OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void EnvironmentVariables_EveryOption_HasExactlyOne()
    {
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal), EnvironmentVariables.All.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal(EnvironmentVariables.All.Count, EnvironmentVariables.All.Select(s => s.Variable).Distinct().Count());
        Assert.All(EnvironmentVariables.All, s => Assert.Matches("^RODLA_[A-Z_]+$", s.Variable));
    }

    [Fact]
    public void Defaults_EveryOption_AreValid()
    {
        Microsoft.Extensions.Configuration.ConfigurationManager configuration = new();
        foreach ((string key, string value) in Expected)
        {
            configuration[key] = value;
        }

        Assert.Empty(ConfigurationCheck.Find(configuration));
    }

    private static IEnumerable<(string Key, object? Value)> Properties() =>
        from section in OptionsSections.All
        let options = Activator.CreateInstance(section.Value)
        from property in section.Value.GetProperties()
        select ($"{section.Key}:{property.Name}", property.GetValue(options));
}
