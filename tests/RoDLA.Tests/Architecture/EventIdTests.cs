using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace RoDLA.Tests.Architecture;

/// <summary>
/// Ids of log events are unique, in the range that docs/decisions/event-ids.md gives their project, and listed in docs/events.md.
/// </summary>
public sealed partial class EventIdTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static TheoryData<string> Projects => FloorTable.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void EventIds_OfAProject_InItsRange(string project)
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "decisions", "event-ids.md"));
        Match range = Row().Matches(page).Single(row => row.Groups["project"].Value == project);
        int first = int.Parse(range.Groups["first"].Value, CultureInfo.InvariantCulture);
        int last = int.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture);
        Assert.All(EventIds(project), message => Assert.True(
            message.Id >= first && message.Id <= last, $"{message.Id} of {message.Method} is not in {first} to {last}."));
    }

    [Fact]
    public void EventIds_OfAllProjects_EachOnce()
    {
        IEnumerable<string> repeated = FloorTable.Projects.SelectMany(project => EventIds(project.Name))
            .GroupBy(message => message.Id)
            .Where(messages => messages.Count() > 1)
            .Select(messages => string.Join(", ", messages.Select(message => $"{message.Id} {message.Method}")));
        Assert.Empty(repeated);
    }

    [Fact]
    public void Page_OfTheRepository_ListsEveryEvent()
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "events.md");
        string current = Path.Combine(AppContext.BaseDirectory, "events.md");
        File.WriteAllText(current, Page());

        Assert.True(File.Exists(path) && File.ReadAllText(path) == Page(), $"docs/events.md is not current: copy {current}.");
    }

    private static string Page()
    {
        StringBuilder text = new(
            """
            # Events of the log
            Every line of the log is an event with an id (`EventId.Id` in JSON). Each project has a range of ids:
            [event-ids](decisions/event-ids.md). This page is made from the code; a test compares it. The line of each request,
            `{Method} {Path} {Status} in {Milliseconds} ms, {RequestId}`, comes from Serilog's request logging and has no id.

            | id | level | message |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach ((int id, _, LoggerMessageAttribute message) in FloorTable.Projects.SelectMany(p => EventIds(p.Name)).OrderBy(m => m.Id))
        {
            string level = Enum.IsDefined(message.Level) ? message.Level.ToString() : "by case";
            string template = message.Message.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"| {id} | {level} | {template} |\n");
        }

        return text.ToString();
    }

    private static (int Id, string Method, LoggerMessageAttribute Message)[] EventIds(string project) =>
    [
        .. from type in Assembly.Load(project).GetTypes()
           from method in type.GetMethods(Declared)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (message.EventId, $"{type.Name}.{method.Name}", message),
    ];

    [GeneratedRegex(@"^\| (?<project>RoDLA\.\w+) \| (?<first>\d+)–(?<last>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
