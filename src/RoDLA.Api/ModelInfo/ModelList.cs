namespace RoDLA.Api.ModelInfo;

/// <summary>The models below the models folder.</summary>
/// <param name="Models">By name.</param>
internal sealed record ModelList(IReadOnlyList<ModelEntry> Models);
