using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace RoDLA.Tests.Architecture;

/// <summary>Ids of log events are unique, and in the range that docs/decisions/event-ids.md gives their project.</summary>
public sealed partial class EventIdTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static TheoryData<string> Projects { get; } = [.. FloorTable.Projects.Select(project => project.Name).Where(name => name != "RoDLA.Analysis")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void EventIds_OfAProject_InItsRange(string project)
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "decisions", "event-ids.md"));
        Match range = Row().Matches(page).Single(row => row.Groups["project"].Value == project);
        int first = int.Parse(range.Groups["first"].Value, CultureInfo.InvariantCulture);
        int last = int.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture);
        Assert.All(EventIds(project), message => Assert.True(message.Id >= first && message.Id <= last, $"{message} is not in {first} to {last}."));
    }

    [Fact]
    public void EventIds_OfAllProjects_EachOnce()
    {
        IEnumerable<string> repeated = FloorTable.Projects.SelectMany(project => EventIds(project.Name))
            .GroupBy(message => message.Id)
            .Where(messages => messages.Count() > 1)
            .Select(messages => string.Join(", ", messages));
        Assert.Empty(repeated);
    }

    private static (int Id, string Method)[] EventIds(string project) =>
    [
        .. from type in Assembly.Load(project).GetTypes()
           from method in type.GetMethods(Declared)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (message.EventId, $"{type.Name}.{method.Name}"),
    ];

    [GeneratedRegex(@"^\| (?<project>RoDLA\.\w+) \| (?<first>\d+)–(?<last>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
