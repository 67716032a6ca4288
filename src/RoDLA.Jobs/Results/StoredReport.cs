namespace RoDLA.Jobs.Results;

/// <summary>The part of a stored report that summaries and exports need, with its numbers as printed (double).</summary>
/// <param name="ImageInfo">The page.</param>
/// <param name="AllDetections">All detections, by descending confidence.</param>
internal sealed record StoredReport(StoredImage ImageInfo, IReadOnlyList<StoredDetection> AllDetections);

/// <summary>The page of a stored report.</summary>
internal sealed record StoredImage(int Width, int Height, string Format, int PageCount);

/// <summary>A detection of a stored report.</summary>
internal sealed record StoredDetection(
    int ClassId, string ClassName, StoredBox Bbox, double Confidence, double Area, double AspectRatio);

/// <summary>Box of a detection of a stored report.</summary>
internal sealed record StoredBox(
    double X1, double Y1, double X2, double Y2, double Width, double Height, double CenterX, double CenterY);
