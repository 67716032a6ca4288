using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace RoDLA.Tests;

/// <summary>Every event of the log has an id of its own, in the range of its project, and a row in <c>docs/events.md</c>.</summary>
public sealed class EventIdTests
{
    private static readonly (string Project, int First, int Last)[] Ranges =
    [
        ("RoDLA.Imaging", 1000, 1099),
        ("RoDLA.Detection", 1100, 1199),
        ("RoDLA.Perturbations", 1200, 1299),
        ("RoDLA.Analysis", 1300, 1399),
        ("RoDLA.Jobs", 2000, 2999),
        ("RoDLA.Cli", 3000, 3099),
        ("RoDLA.Api", 4000, 4999),
    ];

    private static readonly LogEvent[] Events =
        [.. Ranges.SelectMany(range => Read(range.Project)).OrderBy(e => e.Id).ThenBy(e => e.Source, StringComparer.Ordinal)];

    [Fact]
    public void Ids_EveryEvent_AreUsedOnce() => Assert.Empty(
        Events.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Source))}"));

    [Fact]
    public void Ids_EveryEvent_AreInTheRangeOfTheirProject() => Assert.Empty(
        Events.Where(e => !Ranges.Any(r => r.Project == e.Project && e.Id >= r.First && e.Id <= r.Last)).Select(e => $"{e.Id}: {e.Source}"));

    [Fact]
    public void Document_OfTheRepository_ListsEveryEvent()
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "events.md");
        string expected = Document();
        string made = Path.Combine(AppContext.BaseDirectory, "events.md");
        File.WriteAllText(made, expected);

        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"{path} is not current; {made} is.");
    }

    private static string Document()
    {
        StringBuilder text = new(
            """
            # Events of the log
            Every line of the log is an event with an id (`EventId.Id` in JSON). Each project has a range of ids. This page is made from the code;
            `EventIdTests` compares it. The line of each request, `{Method} {Path} {Status} in {Milliseconds} ms, {RequestId}`, comes from
            Serilog's request logging and has no id.

            | id | level | message |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (LogEvent e in Events)
        {
            string message = e.Message.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"| {e.Id} | {e.Level} | {message} |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<LogEvent> Read(string project) =>
        from type in Assembly.Load(project).GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select new LogEvent(
            project,
            $"{type.Name}.{method.Name}",
            attribute.EventId,
            Enum.IsDefined(attribute.Level) ? attribute.Level.ToString() : "by case",
            attribute.Message);

    private sealed record LogEvent(string Project, string Source, int Id, string Level, string Message);
}
