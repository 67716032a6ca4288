using System.Xml.Linq;
using Xunit;

namespace RoDLA.Tests;

/// <summary>The directions of ARCHITECTURE.md: a project references only those on floors below it.</summary>
public sealed class FloorsTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Native"] = -1,
        ["OnnxRuntime"] = 0,
        ["RoDLA.Imaging"] = 1,
        ["RoDLA.Perturbations"] = 2,
        ["RoDLA.Detection"] = 3,
        ["RoDLA.Analysis"] = 4,
        ["RoDLA.Jobs"] = 5,
        ["RoDLA.Cli"] = 6,
        ["RoDLA.Api"] = 7,
    };

    [Fact]
    public void ProjectReferences_EveryProject_PointDownward()
    {
        string[] projects = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Floors.ContainsKey(name), $"{name} stands on no floor: add it to ARCHITECTURE.md and to this test.");
            foreach (string reference in References(project))
            {
                Assert.True(Floors[reference] < Floors[name], $"{name} (floor {Floors[name]}) must not reference {reference} (floor {Floors[reference]}).");
            }
        }
    }

    [Fact]
    public void SourceFiles_ByHand_StayUnder500Lines()
    {
        string[] tooLong = Directory.EnumerateFiles(RepositoryRoot.Path, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"))
            .Where(f => File.ReadLines(f).Count() > 500)
            .ToArray();
        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')));
}
