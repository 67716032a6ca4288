using System.Text.Json.Nodes;

namespace RoDLA.Tests.Detection;

/// <summary>A models folder with copies of the shipped model.</summary>
internal sealed class ModelCopies : IDisposable
{
    private static readonly string Shipped = System.IO.Path.Combine(RepositoryRoot.Path, "models", "rodla-layout-s");

    public ModelCopies(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
            File.Copy(System.IO.Path.Combine(Shipped, "model.onnx"), System.IO.Path.Combine(Path, name, "model.onnx"));
            Edit(name, manifest => manifest["display_name"] = name.ToUpperInvariant());
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("rodla-models-").FullName;

    /// <summary>Writes the manifest of a model anew.</summary>
    public void Edit(string name, Action<JsonObject> edit)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Shipped, "model.json")))!.AsObject();
        manifest["name"] = name;
        edit(manifest);
        File.WriteAllText(System.IO.Path.Combine(Path, name, "model.json"), manifest.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
