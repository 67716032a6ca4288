namespace RoDLA.Api.ModelInfo;

/// <summary>A model.</summary>
/// <param name="Name">As `model` of a request names it.</param>
/// <param name="DisplayName">Name for people; null when its manifest is wrong.</param>
/// <param name="State">unloaded, loading, ready or failed.</param>
/// <param name="IsDefault">Whether it is the service's own, which looks at the pages of requests that name none.</param>
/// <param name="Classes">Class names; a detection's <c>class_id</c> is the place in this list. Null when its manifest is wrong.</param>
/// <param name="DefaultThreshold">Confidence threshold that suits the model; null when its manifest is wrong.</param>
/// <param name="ExecutionProvider">Where it runs; null when it is not in memory.</param>
/// <param name="PagesInWork">Pages that it is looking at.</param>
/// <param name="Licence">SPDX name of the licence of the weights; null when unknown.</param>
/// <param name="Doclaynet">
/// Counterpart of each class among the 11 of DocLayNet, as `classes=doclaynet` names it, null for none; null when its manifest is wrong.
/// </param>
/// <param name="Bench">How fast it is on this machine, as `models bench` measured it; null when it did not.</param>
/// <param name="Note">Why it cannot be used, or what else there is to know; null when nothing.</param>
internal sealed record ModelEntry(
    string Name,
    string? DisplayName,
    ModelState State,
    bool IsDefault,
    IReadOnlyList<string>? Classes,
    float? DefaultThreshold,
    string? ExecutionProvider,
    int PagesInWork,
    string? Licence,
    IReadOnlyDictionary<string, string?>? Doclaynet,
    ModelBench? Bench,
    string? Note)
{
    /// <summary>The client's view of <paramref name="model"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="own">Name of the service's own model.</param>
    /// <param name="bench">How fast it is.</param>
    public static ModelEntry From(ModelStatus model, string own, ModelBench? bench) => new(
        model.Name,
        model.Manifest?.DisplayName,
        model.State,
        model.Name == own,
        model.Manifest?.Classes,
        model.Manifest?.DefaultThreshold,
        model.ExecutionProvider,
        model.PagesInWork,
        model.Manifest?.Licence,
        model.Manifest is { } manifest
            ? new OrderedDictionary<string, string?>(
                manifest.Classes.Select(name => KeyValuePair.Create(name, DocLayNet.CounterpartOf(manifest, name))))
            : null,
        bench,
        model.Note);
}
