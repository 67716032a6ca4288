namespace RoDLA.Jobs.Results;

/// <summary>What sums and exports need of a stored answer; its numbers are those that are printed in it.</summary>
/// <param name="ImageInfo">The page as it was looked at.</param>
/// <param name="AllDetections">Every detection, most confident first.</param>
internal sealed record StoredReport(StoredImage ImageInfo, IReadOnlyList<StoredDetection> AllDetections);

/// <summary>The page of a stored answer.</summary>
internal sealed record StoredImage(int Width, int Height, string Format, int PageCount);

/// <summary>A detection of a stored answer.</summary>
internal sealed record StoredDetection(
    int ClassId, string ClassName, StoredBox Bbox, double Confidence, double Area, double AspectRatio);

/// <summary>Corners, size and centre of a detection of a stored answer.</summary>
internal sealed record StoredBox(
    double X1, double Y1, double X2, double Y2, double Width, double Height, double CenterX, double CenterY);
