using System.Text.Json.Nodes;
using RoDLA.Detection.Models;
using Xunit;

namespace RoDLA.Tests.Detection;

public sealed class ModelRepositoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rodla-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_EveryShippedModel_IsValid()
    {
        ModelRepository shipped = new(Path.Combine(RepositoryRoot.Path, "models"));
        Assert.Contains("rodla-layout-s", shipped.List());
        Assert.All(shipped.List(), name => Assert.Equal(name, shipped.Open(name).Manifest.Name));
    }

    [Fact]
    public void Open_Missing_NamesTheFolderAndTheModelsFound()
    {
        Write("other", _ => { });
        ModelException problem = Assert.Throws<ModelException>(() => new ModelRepository(_folder).Open("absent"));
        Assert.Contains(Path.Combine(_folder, "absent", "model.json"), problem.Message, StringComparison.Ordinal);
        Assert.Contains("other", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../models")]
    [InlineData("/etc")]
    [InlineData("A")]
    [InlineData("")]
    public void Open_NameThatIsAPath_IsRefused(string name) =>
        Assert.Throws<ModelException>(() => new ModelRepository(_folder).Open(name));

    [Fact]
    public void Open_ManyMistakes_ReportsAll()
    {
        Write("broken", manifest =>
        {
            manifest["family"] = "mask_rcnn";
            manifest["sha256"] = "abc";
            manifest["classes"] = new JsonArray("Text", "Text");
            manifest["input"]!["portrait"] = new JsonArray(640);
            manifest["input"]!["std"] = new JsonArray(1, 0, 1);
            manifest["default_threshold"] = 2;
            manifest["outputs"]!["placeholders"] = new JsonArray(1, 1);
        });
        ModelException problem = Assert.Throws<ModelException>(() => new ModelRepository(_folder).Open("broken"));
        Assert.Equal(7, problem.Problems.Count);
        Assert.Contains(problem.Problems, p => p.Contains("anchor_free, detr", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("unknown_key", "1", "unknown_key")]
    [InlineData("classes", "null", "classes")]
    [InlineData("input", "7", "input")]
    public void Open_NotAManifest_SaysWhichKey(string key, string json, string expected)
    {
        Write("odd", manifest => manifest[key] = JsonNode.Parse(json));
        ModelException problem = Assert.Throws<ModelException>(() => new ModelRepository(_folder).Open("odd"));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    private void Write(string name, Action<JsonObject> change)
    {
        string folder = Path.Combine(_folder, name);
        string shipped = Path.Combine(RepositoryRoot.Path, "models", "rodla-layout-s", "model.json");
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(shipped))!.AsObject();
        manifest["name"] = name;
        change(manifest);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "model.json"), manifest.ToJsonString());
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), []);
    }
}
