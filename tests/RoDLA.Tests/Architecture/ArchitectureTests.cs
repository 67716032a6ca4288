using System.Reflection;
using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RoDLA.Tests.Architecture;

/// <summary>Projects and folders use only what stands before them in the table of ARCHITECTURE.md.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchUnitNET.Domain.Architecture Solution =
        new ArchLoader().LoadAssemblies([.. FloorTable.Projects.Select(project => Assembly.Load(project.Name))]).Build();

    public static TheoryData<string> Projects => FloorTable.Names;

    public static TheoryData<string, string> Folders => FloorTable.FoldersWithOthersAbove;

    [Fact]
    public void Table_ProjectsOfSrc_AllHaveAFloorOfTheirOwn()
    {
        string[] projects = [.. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.Equal(projects.Order(), FloorTable.Projects.Select(project => project.Name).Order());
        Assert.Equal(FloorTable.Projects.Count, FloorTable.Projects.DistinctBy(project => project.Floor).Count());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Table_FoldersOfAProject_AllListed(string project)
    {
        ProjectFloor row = FloorTable.Find(project);
        IEnumerable<string> found = Solution.Types
            .Select(type => type.Namespace.FullName)
            .Where(name => name == project || name.StartsWith(project + ".", StringComparison.Ordinal))
            .Distinct();
        Assert.Equal(found.Order(StringComparer.Ordinal), row.Folders.Select(row.NamespaceOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_AnyType_UsesNoProjectAboveIt(string project)
    {
        ProjectFloor row = FloorTable.Find(project);
        string[] above = [.. FloorTable.Projects.Where(other => other.Floor > row.Floor).Select(other => other.NamespacePattern)];
        if (above.Length > 0)
        {
            Types().That().ResideInNamespaceMatching(row.NamespacePattern)
                .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(string.Join('|', above)))
                .Check(Solution);
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_AnyType_UsesNoFolderAfterItsOwn(string project, string folder)
    {
        ProjectFloor row = FloorTable.Find(project);
        IEnumerable<string> after = row.Folders.SkipWhile(name => name != folder).Skip(1)
            .Select(name => $"^{Regex.Escape(row.NamespaceOf(name))}$");
        Types().That().ResideInNamespace(row.NamespaceOf(folder))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(string.Join('|', after)))
            .Check(Solution);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore", "RoDLA.Api")]
    [InlineData("Microsoft.ML.OnnxRuntime", "RoDLA.Detection")]
    [InlineData("ScottPlot", "RoDLA.Analysis")]
    [InlineData("SkiaSharp", "RoDLA.Analysis")]
    public void Library_OfOneProject_UsedThereOnly(string library, string project)
    {
        string[] users = [.. Solution.Types
            .Where(type => type.Dependencies.Any(d => d.Target.FullName.StartsWith(library + ".", StringComparison.Ordinal)))
            .Select(type => type.Assembly.Name.Split(',')[0])
            .Distinct()];
        Assert.Equal([project], users);
    }

    [Fact]
    public void SourceFiles_ByHand_StayUnder500Lines()
    {
        string[] tooLong = [.. Directory.EnumerateFiles(RepositoryRoot.Path, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"))
            .Where(file => File.ReadLines(file).Count() > 500)];
        Assert.Empty(tooLong);
    }
}
