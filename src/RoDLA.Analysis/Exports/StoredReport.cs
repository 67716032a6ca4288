using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Exports;

/// <summary>The part of an answer that summaries and exports need, with its numbers as printed (double).</summary>
/// <param name="ImageInfo">The page.</param>
/// <param name="AllDetections">Every detection, most confident first.</param>
public sealed record StoredReport(StoredImage ImageInfo, IReadOnlyList<StoredDetection> AllDetections)
{
    /// <summary>The settings; null in an answer without them.</summary>
    public StoredConfig? DetectionConfig { get; init; }

    /// <summary>What was done to the page before; null when nothing was.</summary>
    public StoredPerturbation? PerturbationInfo { get; init; }

    /// <summary>Relations between the detections; empty in answers of earlier versions.</summary>
    public IReadOnlyList<StoredRelation> Relations { get; init; } = [];

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static StoredReport Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<StoredReport>(json, ReportJson.Options) is { ImageInfo: not null, AllDetections: not null } report
            ? report
            : throw new JsonException("It is not a report.");

    /// <summary>
    /// The indices of the detections in reading order; those without a place in it come last, from top to bottom.
    /// </summary>
    public IReadOnlyList<int> ReadingOrder() =>
    [
        .. Enumerable.Range(0, AllDetections.Count)
            .OrderBy(i => AllDetections[i].ReadingOrder is >= 0 and int place ? place : int.MaxValue)
            .ThenBy(i => AllDetections[i].Bbox.Y1)
            .ThenBy(i => AllDetections[i].Bbox.X1),
    ];
}

/// <summary>The page of an answer, in pixels, upright.</summary>
public sealed record StoredImage(int Width, int Height, string Format, int PageCount);

/// <summary>The perturbations of a page: with this seed they give the same pixels again.</summary>
public sealed record StoredPerturbation(long Seed);

/// <summary>Settings of an answer.</summary>
public sealed record StoredConfig(string? Model)
{
    /// <summary>Whose class names the detections have.</summary>
    public ClassVocabulary Classes { get; init; }
}

/// <summary>A detection; <paramref name="ReadingOrder"/> is -1 in answers of earlier versions.</summary>
public sealed record StoredDetection(
    int ClassId, string ClassName, StoredBox Bbox, double Confidence, double Area, double AspectRatio, int ReadingOrder = -1)
{
    /// <summary>Text in the box; null when it was not asked for or there is none.</summary>
    public string? Text { get; init; }

    /// <summary>Words of the text, line by line; null when there is no text, and in answers of earlier versions.</summary>
    public IReadOnlyList<IReadOnlyList<StoredWord>>? Lines { get; init; }

    /// <summary>Rows of cells of a ruled table; null for others.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Cells { get; init; }
}

/// <summary>Corners, size and centre in pixels of the page.</summary>
public sealed record StoredBox(
    double X1, double Y1, double X2, double Y2, double Width, double Height, double CenterX, double CenterY)
{
    /// <summary>The smallest box around words.</summary>
    public static StoredBox Around(IReadOnlyList<StoredWord> words)
    {
        double x1 = words.Min(word => word.Bbox[0]);
        double y1 = words.Min(word => word.Bbox[1]);
        double x2 = words.Max(word => word.Bbox[2]);
        double y2 = words.Max(word => word.Bbox[3]);
        return new StoredBox(x1, y1, x2, y2, x2 - x1, y2 - y1, (x1 + x2) / 2, (y1 + y2) / 2);
    }
}

/// <summary>A word and its x1, y1, x2 and y2 in pixels of the page.</summary>
public sealed record StoredWord(string Text, IReadOnlyList<double> Bbox);

/// <summary>A relation between two detections, by their indices.</summary>
public sealed record StoredRelation(int From, int To, string Name);
