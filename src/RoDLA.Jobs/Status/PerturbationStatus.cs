namespace RoDLA.Jobs.Status;

/// <summary>One perturbation of a chain, as in a request.</summary>
/// <param name="Type">Name of the perturbation.</param>
/// <param name="Degree">1 to 3.</param>
public sealed record PerturbationStatus(string Type, int Degree)
{
    /// <summary>Seed of its random numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seed { get; init; }

    /// <summary>Text of a watermark.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Folder of background pictures.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BackgroundFolder { get; init; }

    /// <summary>The status of a step.</summary>
    public static PerturbationStatus From(PerturbationStep step) => new(step.Type, step.Degree)
    {
        Seed = step.Seed,
        Text = step.WatermarkText,
        BackgroundFolder = step.BackgroundFolder,
    };
}
