using System.Globalization;
using System.Text.RegularExpressions;
using RoDLA.Cli.Configuration;
using RoDLA.Tests.Cli;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>The documents name settings that exist, and docs/configuration.md has all of them as the program has.</summary>
public sealed partial class SettingsInDocumentsTests
{
    private static readonly string[] Others =
        ["README.md", "SECURITY.md", "CONTRIBUTING.md", "docker-compose.yml", "Dockerfile"];

    /// <summary>Every page of the documentation, and the files that set variables.</summary>
    public static TheoryData<string> Documents() =>
        [.. Others, .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md").Select(f => "docs/" + Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_Variables_Exist(string document)
    {
        IEnumerable<string> named = Variable().Matches(Read(document)).Select(m => m.Value);

        Assert.Empty(named.Except(EnvironmentVariables.All.Select(s => s.Variable))
            .Except([EnvironmentVariables.ContentRootVariable, EnvironmentVariables.EnvironmentVariable]));
    }

    [Fact]
    public async Task Configuration_Table_IsWhatTheProgramPrints()
    {
        ProgramRun run = await ProgramRun.OfAsync(["settings"]);

        Assert.Equal(0, run.Exit);
        Assert.Equal(run.Output, Table().Match(Read("docs/configuration.md")).Groups[1].Value);
        Assert.Equal(EnvironmentVariables.All.Count + 2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Settings_StatusInTheText_IsThatOfTheTable()
    {
        SettingsTexts texts = SettingsTexts.Read();
        (string Variable, string InText, string InTable)[] statuses =
        [
            .. EnvironmentVariables.All
                .Select(s => (s.Variable, InText: Status().Match(texts.SummaryOf(s.Property)!).Groups[1].Value, InTable: s.OverIt))
                .Where(s => s.InText.Length > 0),
        ];

        Assert.True(statuses.Length > 25);
        Assert.All(statuses, s => Assert.True(s.InTable.Contains(s.InText, StringComparison.Ordinal), s.ToString()));
    }

    [Theory]
    [InlineData("00:00:00", "0")]
    [InlineData("00:00:00.1", "100 ms")]
    [InlineData("00:00:01", "1 s")]
    [InlineData("00:01:30", "90 s")]
    [InlineData("00:05:00", "5 min")]
    [InlineData("01:00:00", "1 h")]
    [InlineData("1.00:00:00", "1 day")]
    [InlineData("2.00:00:00", "2 days")]
    [InlineData("3650.00:00:00", "10 years")]
    public void Duration_OfATime_IsInTheLargestWholeUnit(string time, string expected) =>
        Assert.Equal(expected, SettingsTable.Duration(TimeSpan.Parse(time, CultureInfo.InvariantCulture)));

    private static string Read(string document) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, document));

    [GeneratedRegex("RODLA_[A-Z_]+[A-Z]")]
    private static partial Regex Variable();

    [GeneratedRegex("<!-- settings -->\n(.*)<!-- end of settings -->", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"(?:answered(?: with)?|gets?) (\d{3})\b")]
    private static partial Regex Status();
}
