namespace RoDLA.Analysis.Pipeline;

/// <summary>Milliseconds per step, 2 decimals.</summary>
/// <param name="Decode">Bytes to pixels.</param>
/// <param name="Perturb">Perturbations; 0 when none were requested.</param>
/// <param name="Detect">Queue, resize, model, decoding of its output.</param>
/// <param name="Analyze">All figures and the interpretation.</param>
/// <param name="Visualize">The charts.</param>
/// <param name="Total">All of it.</param>
public sealed record ProcessingTimes(
    double Decode,
    double Perturb,
    double Detect,
    [property: System.Text.Json.Serialization.JsonPropertyName("analyse")] double Analyze,
    double Visualize,
    double Total)
{
    /// <summary>The part of <see cref="Detect"/> in which the page waited for the model.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double Queue { get; init; }

    /// <summary>The part of <see cref="Detect"/> in which the model ran.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double Infer { get; init; }
}
