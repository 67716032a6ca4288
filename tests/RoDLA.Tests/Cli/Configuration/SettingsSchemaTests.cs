using System.Text.Json.Nodes;
using Xunit;

namespace RoDLA.Tests.Cli.Configuration;

public sealed class SettingsSchemaTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "src", "RoDLA.Api");

    [Fact]
    public async Task Schema_Printed_IsTheFileOfTheRepository()
    {
        ProgramRun run = await ProgramRun.OfAsync(["schema"]);

        Assert.Equal(0, run.Exit);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, "appsettings.schema.json")), run.Output);
    }

    [Fact]
    public void Schema_EveryProperty_HasATextAndADefault()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "appsettings.schema.json")))!;

        Assert.All(
            schema["properties"]!.AsObject().SelectMany(section => section.Value!["properties"]!.AsObject()),
            property =>
            {
                Assert.NotEqual("", property.Value!["description"]!.GetValue<string>());
                Assert.NotNull(property.Value["default"]);
            });
    }

    [Fact]
    public void Settings_OfTheRepository_NameTheSchemaAndKnownSections()
    {
        JsonObject settings = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "appsettings.json")))!.AsObject();

        Assert.Equal("./appsettings.schema.json", settings["$schema"]!.GetValue<string>());
        Assert.All(
            settings.Where(s => s.Key != "$schema").Select(s => s.Key),
            name => Assert.Contains(name, RoDLA.Cli.Configuration.OptionsSections.All.Keys));
    }
}
