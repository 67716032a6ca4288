namespace RoDLA.Jobs.Results;

/// <summary>The part of a stored report that summaries and exports need, with its numbers as printed (double).</summary>
internal sealed record StoredReport(StoredImage ImageInfo, IReadOnlyList<StoredDetection> AllDetections);

internal sealed record StoredImage(int Width, int Height, string Format, int PageCount);

internal sealed record StoredDetection(
    int ClassId, string ClassName, StoredBox Bbox, double Confidence, double Area, double AspectRatio);

internal sealed record StoredBox(
    double X1, double Y1, double X2, double Y2, double Width, double Height, double CenterX, double CenterY);
