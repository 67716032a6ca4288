namespace RoDLA.Cli.Syntax;

/// <summary>How a page is looked at, as the command line says it.</summary>
internal sealed record DetectionArguments
{
    /// <summary>Null for the configured threshold.</summary>
    public float? Threshold { get; init; }

    /// <summary>Null for the model's own.</summary>
    public float? IouThreshold { get; init; }

    /// <summary>Null for the whole page only.</summary>
    public SliceSettings? Slices { get; init; }

    /// <summary>Null for the default.</summary>
    public PageOrientation? Orientation { get; init; }

    /// <summary>Null for the default.</summary>
    public Deskew? Deskew { get; init; }

    /// <summary>Null for the model's own.</summary>
    public bool? Snap { get; init; }

    /// <summary>Name of the layout rules; null for none.</summary>
    public string? Rules { get; init; }

    /// <summary>Whose class names the detections get.</summary>
    public ClassVocabulary Classes { get; init; }

    /// <summary>Whether columns are read from the right.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>Names of models with commas between; null for the service's own model.</summary>
    public string? Models { get; init; }

    /// <summary>Null for the default.</summary>
    public float? ExitConfidence { get; init; }

    /// <summary>The settings, with the configured threshold where none is given.</summary>
    public DetectionSettings ToSettings(float defaultThreshold) => new(Threshold ?? defaultThreshold)
    {
        IouThreshold = IouThreshold,
        Slices = Slices,
        Orientation = Orientation ?? default,
        Deskew = Deskew ?? default,
        Snap = Snap,
        Rules = Rules,
        Classes = Classes,
        RightToLeft = RightToLeft,
        Models = Models?.Split(',', StringSplitOptions.TrimEntries) ?? [],
        ExitConfidence = ExitConfidence ?? DetectionSettings.DefaultExitConfidence,
    };

    /// <summary>Those that are given, as fields of a form of the service.</summary>
    public IEnumerable<(string Name, string Value)> ToFields()
    {
        (string Name, string? Value)[] fields =
        [
            ("score_thr", Threshold?.ToString(CultureInfo.InvariantCulture)),
            ("iou_threshold", IouThreshold?.ToString(CultureInfo.InvariantCulture)),
            ("slices", Slices?.ToString()),
            ("orientation", Orientation?.ToString()),
            ("deskew", Deskew?.ToString()),
            ("snap", Snap is { } snap ? snap ? "true" : "false" : null),
            ("model", Models),
            ("exit_confidence", ExitConfidence?.ToString(CultureInfo.InvariantCulture)),
            ("rules", Rules),
            ("classes", Classes == ClassVocabulary.Native ? null : ReportJson.Word(Classes)),
            ("right_to_left", RightToLeft ? "true" : null),
        ];
        return fields.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!));
    }
}
