using System.Text.RegularExpressions;
using Xunit;

namespace RoDLA.Tests.Architecture;

/// <summary>The table of floors in ARCHITECTURE.md, the one place that has the order of projects and of their folders.</summary>
internal static partial class FloorTable
{
    /// <summary>The rows, highest floor first.</summary>
    public static IReadOnlyList<ProjectFloor> Projects { get; } =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "ARCHITECTURE.md"))).Select(row => new ProjectFloor(
            row.Groups["floor"].Value[0] - '0',
            row.Groups["project"].Value,
            [.. Folder().Matches(row.Groups["folders"].Value).Select(folder => folder.Groups[1].Value)])),
    ];

    /// <summary>Every project, and every folder below the last of its project: there is something above it that it must not use.</summary>
    public static TheoryData<string, string> FoldersWithOthersAbove
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (ProjectFloor project in Projects)
            {
                foreach (string folder in project.Folders.SkipLast(1))
                {
                    data.Add(project.Name, folder);
                }
            }

            return data;
        }
    }

    /// <summary>Names of the projects.</summary>
    public static TheoryData<string> Names { get; } = [.. Projects.Select(project => project.Name)];

    public static ProjectFloor Find(string project) => Projects.Single(row => row.Name == project);

    [GeneratedRegex(@"^\| (?<floor>\d) \| `(?<project>RoDLA\.\w+)` \|.*\|(?<folders>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Folder();
}
