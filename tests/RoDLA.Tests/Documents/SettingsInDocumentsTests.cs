using System.Globalization;
using System.Text.RegularExpressions;
using RoDLA.Cli.Configuration;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>Settings that documents name exist, and have the default that docs/security.md says.</summary>
public sealed partial class SettingsInDocumentsTests
{
    private static readonly Dictionary<string, Setting> Settings = EnvironmentVariables.All.ToDictionary(s => s.Variable);

    [Theory]
    [InlineData("README.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/security.md")]
    [InlineData("docs/batches.md")]
    [InlineData("docs/notifications.md")]
    [InlineData("docker-compose.yml")]
    [InlineData("Dockerfile")]
    public void Document_Variables_Exist(string document)
    {
        IEnumerable<string> named = Variable().Matches(Read(document)).Select(m => m.Value);

        Assert.Empty(named.Except(Settings.Keys).Except([EnvironmentVariables.ContentRootVariable, EnvironmentVariables.EnvironmentVariable]));
    }

    [Fact]
    public void Security_Limits_HaveTheDefaultsOfTheProgram()
    {
        (string Variable, string Default)[] rows =
            [.. Row().Matches(Read("docs/security.md")).Select(m => (m.Groups["variable"].Value, m.Groups["default"].Value))];

        Assert.InRange(rows.Length, 40, 100);
        Assert.Equal(rows.Select(r => (r.Variable, Text(Settings[r.Variable].Default))), rows);
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, document));

    private static string Text(object? value) => value is TimeSpan time
        ? time.TotalSeconds.ToString(CultureInfo.InvariantCulture) + " s"
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex("RODLA_[A-Z_]+[A-Z]")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| [^|]+ \| `(?<variable>RODLA_[A-Z_]+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
