using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using RoDLA.Analysis.Json;
using RoDLA.Api.Errors;
using RoDLA.Cli.Output;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Documents;

/// <summary>docs/troubleshooting.md lists every error code of the source, and no other.</summary>
public sealed partial class ErrorCodesInDocumentsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "troubleshooting.md"));

    [Fact]
    public void Troubleshooting_Codes_AreThoseOfTheSource() => Assert.Equal(KindsOf(typeof(ProblemKind)), RowsOf("Codes"));

    [Fact]
    public void Troubleshooting_CodesOfTheInferenceSurface_AreThoseOfTheSource() =>
        Assert.Equal(KindsOf(typeof(InferenceProblem)), RowsOf("Codes of the inference surface"));

    [Fact]
    public void Troubleshooting_Categories_AreThoseOfTheSource() => Assert.Equal(
        Enum.GetValues<ErrorCategory>().Select(c => (ReportJson.Word(c), c.IsTransient() ? "yes" : "no")).Order(),
        RowsOf("Images of a job that failed"));

    [Fact]
    public void Troubleshooting_ExitCodes_AreThoseOfTheSource()
    {
        IEnumerable<int> failures = typeof(ExitCode).GetFields().Select(f => (int)f.GetRawConstantValue()!).Where(c => c != 0).Order();

        Assert.Equal(
            failures.Select(code => code.ToString(CultureInfo.InvariantCulture)),
            ExitRow().Matches(Section("The program does not start")).Select(m => m.Groups[1].Value));
    }

    private static IEnumerable<(string Code, string Status)> KindsOf(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<ProblemKind>()
        .Select(kind => (kind.Code, kind.Status.ToString(CultureInfo.InvariantCulture)))
        .Order();

    private static IEnumerable<(string Code, string Second)> RowsOf(string title) =>
        Row().Matches(Section(title)).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).Order();

    private static string Section(string title)
    {
        string text = Page[(Page.IndexOf($"\n## {title}\n", StringComparison.Ordinal) + title.Length + 5)..];
        int end = text.IndexOf("\n## ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    [GeneratedRegex(@"^\| `(\w+)` \| (\w+) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (\d+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex ExitRow();
}
