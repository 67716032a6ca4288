namespace RoDLA.Jobs.Results;

/// <summary>The part of a stored report that summaries and exports need, with its numbers as printed (double).</summary>
/// <param name="ImageInfo">The page that the detections lie on.</param>
/// <param name="AllDetections">Every detection, most confident first.</param>
public sealed record StoredReport(StoredImage ImageInfo, IReadOnlyList<StoredDetection> AllDetections);

/// <summary>The page of a stored report.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Format">Format of its file.</param>
/// <param name="PageCount">Pages of its file.</param>
public sealed record StoredImage(int Width, int Height, string Format, int PageCount);

/// <summary>A detection of a stored report.</summary>
/// <param name="ClassId">Index of its class.</param>
/// <param name="ClassName">Name of its class.</param>
/// <param name="Bbox">Where it is.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Area">Square pixels.</param>
/// <param name="AspectRatio">Width / height.</param>
public sealed record StoredDetection(
    int ClassId, string ClassName, StoredBox Bbox, double Confidence, double Area, double AspectRatio);

/// <summary>A box of a stored report, in pixels of its page.</summary>
/// <param name="X1">Left edge.</param>
/// <param name="Y1">Top edge.</param>
/// <param name="X2">Right edge.</param>
/// <param name="Y2">Bottom edge.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="CenterX">Horizontal middle.</param>
/// <param name="CenterY">Vertical middle.</param>
public sealed record StoredBox(
    double X1, double Y1, double X2, double Y2, double Width, double Height, double CenterX, double CenterY);
