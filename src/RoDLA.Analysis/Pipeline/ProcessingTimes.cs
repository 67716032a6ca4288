namespace RoDLA.Analysis.Pipeline;

/// <summary>Milliseconds per step, 2 decimals; 0 for a step that was not taken.</summary>
/// <param name="Decode">Bytes to pixels.</param>
/// <param name="Perturb">Perturbations.</param>
/// <param name="Detect">Queue, resize, model, decoding of its output.</param>
/// <param name="Analyze">All figures and the interpretation.</param>
/// <param name="Visualize">The charts.</param>
/// <param name="Total">All of it.</param>
public sealed record ProcessingTimes(
    double Decode,
    double Perturb,
    double Detect,
    [property: JsonPropertyName("analyse"), JsonPropertyOrder(1)] double Analyze,
    [property: JsonPropertyOrder(1)] double Visualize,
    [property: JsonPropertyOrder(1)] double Total)
{
    /// <summary>Looking for quarter turns, and undoing them.</summary>
    public double Orientation { get; init; }

    /// <summary>Looking for a skew, and straightening the page.</summary>
    public double Deskew { get; init; }

    /// <summary>Moving the edges of boxes to the ink.</summary>
    public double Snap { get; init; }

    /// <summary>Layout rules.</summary>
    public double Rules { get; init; }

    /// <summary>Reading order.</summary>
    public double ReadingOrder { get; init; }

    /// <summary>The part of <see cref="Detect"/> in which the page waited for the model.</summary>
    [JsonIgnore]
    public double Queue { get; init; }

    /// <summary>The part of <see cref="Detect"/> in which the model ran.</summary>
    [JsonIgnore]
    public double Infer { get; init; }
}
