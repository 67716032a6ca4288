using System.Collections.Frozen;
using System.Globalization;

namespace RoDLA.Detection;

/// <summary>Slices of a page, and how what is found in them becomes one layout. The defaults are those of SAHI.</summary>
/// <param name="Width">Width of a slice in pixels of the page.</param>
/// <param name="Height">Height of a slice in pixels of the page.</param>
/// <param name="Overlap">Least share of a slice that the next one shows too, 0 to 0.5.</param>
public sealed record SliceSettings(int Width, int Height, float Overlap = SliceSettings.DefaultOverlap)
{
    /// <summary>The overlap of a request that names none.</summary>
    public const float DefaultOverlap = 0.2f;

    /// <summary>Least width and height in requests.</summary>
    public const int MinSide = 256;

    /// <summary>Greatest width and height in requests.</summary>
    public const int MaxSide = 2048;

    /// <summary>Greatest overlap.</summary>
    public const float MaxOverlap = 0.5f;

    /// <summary>What becomes of boxes that match.</summary>
    public SliceMerge Merge { get; init; } = SliceMerge.GreedyNmm;

    /// <summary>How much boxes match.</summary>
    public MatchMetric Metric { get; init; } = MatchMetric.Ios;

    /// <summary>Boxes of one class match from this on, 0 to 1.</summary>
    public float MatchThreshold { get; init; } = 0.5f;

    /// <summary>What a text that is refused should have been.</summary>
    public static string Syntax { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"WIDTHxHEIGHT[:OVERLAP[:MERGE[:METRIC[:THRESHOLD]]]], such as 640x640 or 640x640:0.2:nms:iou:0.5: sides of {MinSide} to ")
        + string.Create(CultureInfo.InvariantCulture, $"{MaxSide} pixels, an overlap of 0 to {MaxOverlap}, ")
        + "greedy_nmm or nms, ios or iou, a threshold above 0, up to 1";

    /// <summary>Reads slices as <see cref="Syntax"/> says, in any case; the parts that are left out have their defaults.</summary>
    /// <returns>Null when they are not understood, or out of range.</returns>
    public static SliceSettings? Parse(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split(':');
        if (parts.Length > 5
            || parts[0].Split('x') is not [var across, var down]
            || !TrySide(across, out int width)
            || !TrySide(down, out int height))
        {
            return null;
        }

        SliceSettings slices = new(width, height);
        float? overlap = parts.Length > 1 ? Number(parts[1]) : slices.Overlap;
        SliceMerge? merge = parts.Length > 2 ? Merges.GetValueOrDefault(parts[2]) : slices.Merge;
        MatchMetric? metric = parts.Length > 3 ? Metrics.GetValueOrDefault(parts[3]) : slices.Metric;
        float? threshold = parts.Length > 4 ? Number(parts[4]) : slices.MatchThreshold;
        return overlap is >= 0 and <= MaxOverlap && threshold is > 0 and <= 1 && merge is { } method && metric is { } match
            ? slices with { Overlap = overlap.Value, Merge = method, Metric = match, MatchThreshold = threshold.Value }
            : null;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string merge = Merges.First(entry => entry.Value == Merge).Key;
        string metric = Metrics.First(entry => entry.Value == Metric).Key;
        return string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}:{Overlap}:{merge}:{metric}:{MatchThreshold}");
    }

    private static FrozenDictionary<string, SliceMerge?> Merges { get; } =
        new Dictionary<string, SliceMerge?> { ["greedy_nmm"] = SliceMerge.GreedyNmm, ["nms"] = SliceMerge.Nms }.ToFrozenDictionary();

    private static FrozenDictionary<string, MatchMetric?> Metrics { get; } =
        new Dictionary<string, MatchMetric?> { ["ios"] = MatchMetric.Ios, ["iou"] = MatchMetric.Iou }.ToFrozenDictionary();

    private static bool TrySide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= MinSide and <= MaxSide;

    private static float? Number(string text) =>
        float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float number) ? number : null;
}
