namespace RoDLA.Detection;

/// <summary>A model below the models folder.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="State">Whether it is in memory.</param>
/// <param name="Manifest">Its manifest: of the loaded model, else of the folder; null when that is wrong.</param>
public sealed record ModelStatus(string Name, ModelState State, ModelManifest? Manifest)
{
    /// <summary>Where it runs; null when it is not in memory.</summary>
    public string? ExecutionProvider { get; init; }

    /// <summary>Pages that it is looking at.</summary>
    public int PagesInWork { get; init; }

    /// <summary>Why it cannot be used, or runs on another provider than the configured one; null when there is nothing to tell.</summary>
    public string? Note { get; init; }
}
