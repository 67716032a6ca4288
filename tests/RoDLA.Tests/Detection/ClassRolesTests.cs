using System.Text.Json.Nodes;
using RoDLA.Detection;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class ClassRolesTests
{
    [Theory]
    [InlineData("models/rodla-layout-s/model.json")]
    [InlineData("tools/export-rodla/tests/m6doc-model.json")]
    public void RoleOf_EveryClassOfAModel_IsKnown(string manifest)
    {
        JsonNode model = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, manifest)))!;
        string[] unknown = [.. model["classes"]!.AsArray().Select(c => (string)c!).Where(c => ClassRoles.RoleOf(c) == ElementRole.Other)];
        Assert.Equal(unknown.Where(c => c is "blank"), unknown);
    }

    [Theory]
    [InlineData("Section-header", nameof(ElementRole.Heading), 2)]
    [InlineData("section_header", nameof(ElementRole.Heading), 2)]
    [InlineData("Title", nameof(ElementRole.Title), 1)]
    [InlineData("third-level title", nameof(ElementRole.Heading), 4)]
    [InlineData("List-item", nameof(ElementRole.List), 6)]
    [InlineData("figure", nameof(ElementRole.Picture), 6)]
    [InlineData("nothing of it", nameof(ElementRole.Other), 6)]
    public void RoleOf_AName_IgnoresItsSpelling(string name, string role, int level)
    {
        Assert.Equal(role, ClassRoles.RoleOf(name).ToString());
        Assert.Equal(level, ClassRoles.LevelOf(name));
    }
}
