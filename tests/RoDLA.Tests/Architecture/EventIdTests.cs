using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace RoDLA.Tests.Architecture;

/// <summary>docs/events.md lists every log event once, in the range of its project.</summary>
public sealed partial class EventIdTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string[] Sections =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "events.md")).Split("\n## ").Skip(1).ToArray();

    public static TheoryData<string> Projects => FloorTable.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Page_SectionOfAProject_ListsEachOfItsEventsOnce(string project)
    {
        string section = Sections.Single(text => text.StartsWith(project + ":", StringComparison.Ordinal));
        Match range = Range().Match(section);
        int[] listed = [.. Row().Matches(section).Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(EventIds(project).Order(), listed);
        Assert.All(listed, id => Assert.InRange(
            id, int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void EventIds_OfAllProjects_Unique()
    {
        int[] ids = [.. FloorTable.Projects.SelectMany(project => EventIds(project.Name)).Order()];
        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    private static IEnumerable<int> EventIds(string project) =>
        from type in Assembly.Load(project).GetTypes()
        from method in type.GetMethods(Declared)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select message.EventId;

    [GeneratedRegex(@"^[\w.]+: (\d+) to (\d+)")]
    private static partial Regex Range();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
