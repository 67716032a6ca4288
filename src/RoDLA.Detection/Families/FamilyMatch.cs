namespace RoDLA.Detection.Families;

/// <summary>How a graph fits a family.</summary>
/// <param name="Input">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Classes">Number of its classes; null when the graph does not tell.</param>
/// <param name="Guesses">What the graph does not tell and was guessed, one sentence each.</param>
internal sealed record FamilyMatch(InputSpec Input, OutputSpec Outputs, int? Classes, IReadOnlyList<string> Guesses)
{
    /// <summary>How outputs become detections.</summary>
    public PostprocessSpec Postprocess { get; init; } = new();
}
