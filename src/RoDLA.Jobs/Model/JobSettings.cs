namespace RoDLA.Jobs.Model;

/// <summary>Processing of each image of a job.</summary>
/// <param name="Detection">How it is looked at.</param>
public sealed record JobSettings(DetectionSettings Detection)
{
    /// <summary>How the text of the elements is read; null for not at all.</summary>
    public TextSettings? Text { get; init; }

    /// <summary>Charts to draw.</summary>
    public VisualizationMode Visualization { get; init; }

    /// <summary>Whether results go to a folder of the job below the output folder; else they stay in the job's own folder.</summary>
    public bool SaveJson { get; init; } = true;

    /// <summary>Perturbations before detection; null for none.</summary>
    public JobPerturbations? Perturbations { get; init; }

    /// <summary>Resolution at which pages of PDFs are rendered, in dots per inch; null for the service's own.</summary>
    public int? PdfDpi { get; init; }

    /// <summary>How its detections are drawn on its images; null for boxes with labels and confidences.</summary>
    public AnnotationSettings? Annotation { get; init; }

    /// <summary>The evaluation of a robustness job; null for any other job.</summary>
    public JobRobustness? Robustness { get; init; }

    // In records of version 2.1.0 and before: the threshold was the only setting of the detection.
    [JsonInclude]
    [JsonPropertyName("score_threshold")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    private float? OldThreshold
    {
        get => null;
        init => Detection = value is { } threshold ? new DetectionSettings(threshold) : Detection;
    }

    /// <summary>Whether the charts of each image are drawn.</summary>
    public bool DrawsImages => Visualization is VisualizationMode.PerImage or VisualizationMode.Both;

    /// <summary>Whether the charts of the whole job are drawn.</summary>
    public bool DrawsSummary => Visualization is VisualizationMode.Summary or VisualizationMode.Both;
}
