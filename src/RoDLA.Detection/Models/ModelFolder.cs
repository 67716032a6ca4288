namespace RoDLA.Detection.Models;

/// <summary>A model on disk.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Path">The folder.</param>
/// <param name="Manifest">Its <c>model.json</c>.</param>
public sealed record ModelFolder(string Name, string Path, ModelManifest Manifest)
{
    /// <summary>The ONNX graph.</summary>
    public string GraphPath => System.IO.Path.Combine(Path, Manifest.File);
}
