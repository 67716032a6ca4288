using System.Globalization;
using RoDLA.Cli.Configuration;
using Xunit;

namespace RoDLA.Tests.Cli.Configuration;

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
        ["Api:MaxConnectionsPerAddress"] = "500",
        ["Api:ManagementPort"] = "0",
        ["Api:MetricsPort"] = "0",
        ["Api:CorsOrigins"] = "",
        ["Access:ApiKey"] = "",
        ["Access:KeysFile"] = "",
        ["Access:AllowAnonymous"] = "False",
        ["Access:JwtAuthority"] = "",
        ["Access:JwtAudience"] = "rodla-api",
        ["Access:JwtRoleClaim"] = "roles",
        ["Access:TicketLifetime"] = "00:00:30",
        ["RateLimits:Mode"] = "off",
        ["RateLimits:Detect"] = "10",
        ["RateLimits:Perturb"] = "20",
        ["RateLimits:Other"] = "100",
        ["RateLimits:ConcurrentPerKey"] = "256",
        ["RateLimits:TrustedProxies"] = "",
        ["Uploads:MaxFileMegabytes"] = "50",
        ["Uploads:MemoryKilobytes"] = "1024",
        ["Uploads:MaxFieldKilobytes"] = "64",
        ["Uploads:MaxParts"] = "64",
        ["Uploads:Timeout"] = "00:02:00",
        ["Uploads:MinBytesPerSecond"] = "4096",
        ["Uploads:TempFolder"] = "",
        ["Outputs:Folder"] = "outputs",
        ["Outputs:Retention"] = "7.00:00:00",
        ["Perturbations:BackgroundFolder"] = "backgrounds",
        ["Perturbations:OutputFolder"] = "",
        ["Perturbations:MaxPerRequest"] = "5",
        ["Batch:MaxFiles"] = "300",
        ["Batch:MaxImages"] = "5000",
        ["Batch:MaxArchiveMegabytes"] = "2048",
        ["Batch:MaxTotalMegabytes"] = "4096",
        ["Batch:TransferTimeout"] = "01:00:00",
        ["Batch:MaxJsonImages"] = "100",
        ["Batch:MaxRobustnessImages"] = "1000",
        ["Batch:MaxJsonImageMegabytes"] = "10",
        ["Batch:MaxWatchers"] = "500",
        ["Batch:WatcherIdleTimeout"] = "00:01:00",
        ["Batch:EventHeartbeat"] = "00:00:15",
        ["Fetch:Enabled"] = "True",
        ["Fetch:AllowedHosts"] = "",
        ["Fetch:OnlyAllowedHosts"] = "False",
        ["Fetch:Ports"] = "80,443,8080,8443",
        ["Fetch:MaxFileMegabytes"] = "10",
        ["Fetch:MaxRedirects"] = "3",
        ["Fetch:ConnectTimeout"] = "00:00:03",
        ["Fetch:Timeout"] = "00:00:30",
        ["Downloads:MaxFileMegabytes"] = "4096",
        ["Downloads:Retries"] = "5",
        ["Downloads:RetryDelay"] = "00:00:01",
        ["Downloads:StallTimeout"] = "00:00:30",
        ["Archives:MaxImages"] = "5000",
        ["Archives:MaxEntries"] = "20000",
        ["Archives:MaxFileMegabytes"] = "50",
        ["Archives:MaxTotalMegabytes"] = "10240",
        ["Archives:MaxRatio"] = "200",
        ["Inference:MaxFiles"] = "100",
        ["Inference:MaxUploadFiles"] = "20000",
        ["Inference:MaxFileMegabytes"] = "50",
        ["Inference:MinSidePixels"] = "64",
        ["Inference:MaxSidePixels"] = "8192",
        ["Inference:UploadRetention"] = "7.00:00:00",
        ["Inference:ThumbnailPixels"] = "256",
        ["Jobs:MaxStartDelay"] = "30.00:00:00",
        ["Perturbations:QueueLimit"] = "32",
        ["Perturbations:QueueTimeout"] = "00:00:30",
        ["Log:Level"] = "information",
        ["Log:Format"] = "auto",
        ["Log:File"] = "",
        ["Traces:OtlpEndpoint"] = "",
        ["Traces:OtlpProtocol"] = "grpc",
        ["Traces:Ratio"] = "1",
        ["Detection:ModelsFolder"] = "models",
        ["Detection:Model"] = "rodla-layout-s",
        ["Detection:ExecutionProvider"] = "cpu",
        ["Detection:CudaDevice"] = "0",
        ["Detection:IntraOpThreads"] = "0",
        ["Detection:Concurrency"] = "0",
        ["Detection:QueueLimit"] = "128",
        ["Detection:QueueTimeout"] = "00:00:30",
        ["Detection:MaxLoadedModels"] = "3",
        ["Detection:MaxSlices"] = "256",
        ["Detection:SliceBatch"] = "0",
        ["Rules:Program"] = "swipl",
        ["Rules:Timeout"] = "00:00:02",
        ["Rules:MemoryMiB"] = "512",
        ["Rules:Processes"] = "0",
        ["Rules:PagesPerProcess"] = "1000",
        ["Rules:QueueLimit"] = "1000",
        ["Rules:QueueTimeout"] = "00:00:30",
        ["Imaging:MaxSidePixels"] = "8192",
        ["Imaging:MaxPixels"] = "67108864",
        ["Imaging:MaxPages"] = "200",
        ["Imaging:PdfDpi"] = "150",
        ["Imaging:PdfTimeout"] = "00:00:15",
        ["Imaging:PdfMemoryMiB"] = "1024",
        ["Imaging:PdfProcesses"] = "0",
        ["Imaging:OcrTimeout"] = "00:01:00",
        ["Imaging:PixelMegabytes"] = "0",
        ["Imaging:QueueLimit"] = "1000",
        ["Imaging:QueueTimeout"] = "00:00:30",
        ["Imaging:DecodeTimeout"] = "00:00:30",
        ["Imaging:VipsConcurrency"] = "1",
        ["Jobs:Concurrency"] = "0",
        ["Jobs:QueueLimit"] = "20000",
        ["Jobs:MaxRetries"] = "3",
        ["Jobs:RetryDelay"] = "00:00:02",
        ["Jobs:ItemTimeout"] = "00:15:00",
        ["Jobs:StopGrace"] = "00:00:15",
        ["Jobs:PoisonCrashes"] = "3",
        ["Jobs:OnRestart"] = "resume",
        ["Jobs:Retention"] = "2.00:00:00",
        ["Jobs:InputRetention"] = "7.00:00:00",
        ["Jobs:UnfinishedRetention"] = "3.00:00:00",
        ["Jobs:SweepInterval"] = "00:10:00",
        ["Jobs:MinFreeMegabytes"] = "512",
        ["Jobs:QuotaMegabytes"] = "0",
        ["Jobs:CacheMegabytes"] = "256",
        ["Notifications:MaxAttempts"] = "5",
        ["Notifications:RetryDelay"] = "00:00:30",
        ["Notifications:MaxRetryDelay"] = "01:00:00",
        ["Notifications:PublicUrl"] = "",
        ["Notifications:WebhookEnabled"] = "True",
        ["Notifications:WebhookUrl"] = "",
        ["Notifications:WebhookSecret"] = "",
        ["Notifications:WebhookTimeout"] = "00:00:10",
        ["Notifications:SmtpHost"] = "",
        ["Notifications:SmtpPort"] = "587",
        ["Notifications:SmtpTls"] = "False",
        ["Notifications:SmtpStartTls"] = "True",
        ["Notifications:SmtpUser"] = "",
        ["Notifications:SmtpPassword"] = "",
        ["Notifications:SmtpFrom"] = "",
        ["Notifications:SmtpTo"] = "",
        ["Notifications:SmtpAllowedDomains"] = "",
        ["Notifications:SmtpTimeout"] = "00:00:30",
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
