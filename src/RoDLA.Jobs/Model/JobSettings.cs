namespace RoDLA.Jobs.Model;

/// <summary>What a job does with each image.</summary>
/// <param name="ScoreThreshold">Kept are detections with a confidence above this, 0 to 1.</param>
public sealed record JobSettings(float ScoreThreshold)
{
    /// <summary>Which charts are drawn.</summary>
    public VisualizationMode Visualization { get; init; }

    /// <summary>Whether the results are written to a folder of the job's own below the output folder; else they go with the job's record.</summary>
    public bool SaveJson { get; init; } = true;

    /// <summary>What to do to the images before the detection; null for nothing.</summary>
    public JobPerturbations? Perturbations { get; init; }

    /// <summary>Whether each image's charts are drawn.</summary>
    public bool DrawsImages => Visualization is VisualizationMode.PerImage or VisualizationMode.Both;

    /// <summary>Whether the job's charts are drawn.</summary>
    public bool DrawsSummary => Visualization is VisualizationMode.Summary or VisualizationMode.Both;
}
