using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Storage;
using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Detection;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Configuration;

public sealed class EnvironmentVariablesTests
{
    [Fact]
    public void Read_DocumentedVariables_ReachTheirOptions()
    {
        using TemporaryFolder folder = new();
        using IHost host = Host(folder, new()
        {
            ["RODLA_API_HOST"] = "0.0.0.0",
            ["RODLA_API_PORT"] = "9001",
            ["RODLA_DEFAULT_THRESHOLD"] = "0.45",
            ["RODLA_OUTPUT_DIR"] = "kept",
            ["RODLA_BACKGROUND_FOLDER"] = "/srv/backgrounds",
            ["RODLA_PERTURBATION_DIR"] = "kept/perturbed",
            ["RODLA_MAX_PERTURBATIONS"] = "3",
            ["RODLA_PERTURBATION_QUEUE_LIMIT"] = "6",
            ["RODLA_PERTURBATION_QUEUE_TIMEOUT"] = "2.5",
            ["RODLA_MODEL"] = "other",
            ["RODLA_QUEUE_TIMEOUT"] = "1.5",
            ["RODLA_REQUEST_TIMEOUT"] = "00:02:00",
        });

        Assert.Equal("0.0.0.0", Get<ApiOptions>(host).Host);
        Assert.Equal(9001, Get<ApiOptions>(host).Port);
        Assert.Equal(0.45f, Get<ApiOptions>(host).DefaultThreshold);
        Assert.Equal(TimeSpan.FromMinutes(2), Get<ApiOptions>(host).RequestTimeout);
        Assert.Equal(Path.Combine(folder.Path, "kept"), Get<OutputOptions>(host).Folder);
        Assert.Equal("/srv/backgrounds", Get<PerturbationOptions>(host).BackgroundFolder);
        Assert.Equal(Path.Combine(folder.Path, "kept", "perturbed"), Get<PerturbationOptions>(host).OutputFolder);
        Assert.Equal(3, Get<PerturbationOptions>(host).MaxPerRequest);
        Assert.Equal(6, Get<PerturbationOptions>(host).QueueLimit);
        Assert.Equal(TimeSpan.FromSeconds(2.5), Get<PerturbationOptions>(host).QueueTimeout);
        Assert.Equal("other", Get<DetectionOptions>(host).Model);
        Assert.Equal(TimeSpan.FromSeconds(1.5), Get<DetectionOptions>(host).QueueTimeout);
        Assert.Equal(Path.Combine(folder.Path, "models"), Get<DetectionOptions>(host).ModelsFolder);
    }

    [Fact]
    public void Read_SwitchAndVariableAndFile_TheSwitchWinsThenTheVariable()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(
            Path.Combine(folder.Path, "appsettings.json"), """{"Api":{"Port":1,"MaxConnections":7},"Uploads":{"MaxFileMegabytes":9}}""");
        Dictionary<string, string> variables = new()
        {
            ["RODLA_CONTENT_ROOT"] = folder.Path,
            ["RODLA_API_PORT"] = "2",
            ["RODLA_MAX_FILE_MB"] = "8",
        };

        using IHost host = CommandHost.Create(
            new ProgramContext(variables, TextWriter.Null, TextWriter.Null), new Dictionary<string, string?> { ["Api:Port"] = "3" });

        Assert.Equal(3, Get<ApiOptions>(host).Port);
        Assert.Equal(8, Get<UploadOptions>(host).MaxFileMegabytes);
        Assert.Equal(7, Get<ApiOptions>(host).MaxConnections);
    }

    [Fact]
    public void Create_ManyMistakes_AllAreTold()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{"Api":{"Prot":1}}""");

        ConfigurationException e = Assert.Throws<ConfigurationException>(() => Host(folder, new()
        {
            ["RODLA_API_PORT"] = "eight",
            ["RODLA_API_HOST"] = "my host",
            ["RODLA_DEFAULT_THRESHOLD"] = "1.5",
            ["RODLA_MAX_FILE_MB"] = "0",
            ["RODLA_EXECUTION_PROVIDER"] = "tpu",
            ["RODLA_QUEUE_TIMEOUT"] = "soon",
            ["RODLA_LOG_LEVEL"] = "loud",
            ["RODLA_CORS_ORIGINS"] = "https://a.example/path",
            ["RODLA_PIXEL_MEMORY_MB"] = "much",
        }));

        Assert.Equal(10, e.Mistakes.Count);
        Assert.Contains(e.Mistakes, m => m.StartsWith("Api:Prot is not a setting", StringComparison.Ordinal));
        foreach (string variable in new[]
        {
            "RODLA_API_PORT", "RODLA_API_HOST", "RODLA_DEFAULT_THRESHOLD", "RODLA_MAX_FILE_MB", "RODLA_EXECUTION_PROVIDER",
            "RODLA_QUEUE_TIMEOUT", "RODLA_LOG_LEVEL", "RODLA_CORS_ORIGINS", "RODLA_PIXEL_MEMORY_MB",
        })
        {
            Assert.Contains(e.Mistakes, m => m.Contains($"({variable}, ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Create_MailServerWithoutASender_IsToldAndNoSecretIs()
    {
        using TemporaryFolder folder = new();

        ConfigurationException e = Assert.Throws<ConfigurationException>(() => Host(folder, new()
        {
            ["RODLA_SMTP_HOST"] = "mail.example.org",
            ["RODLA_SMTP_PASSWORD"] = "opensesame",
            ["RODLA_SMTP_TO"] = "Reader <reader@example.org>",
            ["RODLA_WEBHOOK_URL"] = "ftp://example.org",
        }));

        Assert.Equal(3, e.Mistakes.Count);
        Assert.Contains(e.Mistakes, m => m.Contains("RODLA_SMTP_FROM", StringComparison.Ordinal));
        Assert.Contains(e.Mistakes, m => m.Contains("(RODLA_SMTP_TO, ", StringComparison.Ordinal));
        Assert.Contains(e.Mistakes, m => m.Contains("(RODLA_WEBHOOK_URL, ", StringComparison.Ordinal));
        Assert.DoesNotContain(e.Mistakes, m => m.Contains("opensesame", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_SettingsFileIsNoJson_SaysWhichAndWhere()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), "{ \"Api\": ");

        ConfigurationException e = Assert.Throws<ConfigurationException>(() => Host(folder, []));

        Assert.Contains(Path.Combine(folder.Path, "appsettings.json"), Assert.Single(e.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_NamesLikeOurs_AreFound() => Assert.Equal(
        ["RODLA_API_PROT"], EnvironmentVariables.Unknown(["PATH", "RODLA_API_PROT", "RODLA_API_PORT", "RODLA_ENVIRONMENT", "RODLA_CONTENT_ROOT"]));

    private static IHost Host(TemporaryFolder folder, Dictionary<string, string> variables)
    {
        variables["RODLA_CONTENT_ROOT"] = folder.Path;
        return CommandHost.Create(new ProgramContext(variables, TextWriter.Null, TextWriter.Null), new Dictionary<string, string?>());
    }

    private static T Get<T>(IHost host)
        where T : class => host.Services.GetRequiredService<IOptions<T>>().Value;
}
