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
    string? Note)
{
    /// <summary>The client's view of <paramref name="model"/>.</summary>
    public static ModelEntry From(ModelStatus model, string own) => new(
        model.Name,
        model.Manifest?.DisplayName,
        model.State,
        model.Name == own,
        model.Manifest?.Classes,
        model.Manifest?.DefaultThreshold,
        model.ExecutionProvider,
        model.PagesInWork,
        model.Note);
}
