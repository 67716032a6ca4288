using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>Truth and detections of a page in one cell: a line of the page's journal.</summary>
/// <param name="Cell">See <see cref="CellName"/>.</param>
internal sealed record CellRecord(string Cell)
{
    /// <summary>Size of the page in the cell.</summary>
    public int Width { get; init; }

    /// <summary>Size of the page in the cell.</summary>
    public int Height { get; init; }

    /// <summary>Class, x, y, width, height, area, and kind (0, or one of <see cref="TruthColumns"/>) of each truth.</summary>
    public IReadOnlyList<double[]> Truth { get; init; } = [];

    /// <summary>Class, score, x, y, width, height of each detection, best first.</summary>
    public IReadOnlyList<float[]> Detections { get; init; } = [];

    /// <summary>Why the page has no figures in the cell; null when it has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Similarity to the clean page; null when not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MsSsim { get; init; }

    /// <summary>Similarity to the clean page; null when not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CwSsim { get; init; }

    /// <summary>Truth and detections for the evaluator.</summary>
    public EvaluatedPage ToPage() => new(
        [
            .. Truth.Select(t => new TruthBox((int)t[0], t[1], t[2], t[3], t[4], t[5])
            {
                IsCrowd = (int)t[6] == TruthColumns.Crowd,
                IsIgnored = t[6] > 0,
            }),
        ],
        [.. Detections.Select(d => new DetectedBox((int)d[0], d[1], d[2], d[3], d[4], d[5]))]);
}
