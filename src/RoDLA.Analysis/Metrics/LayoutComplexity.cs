namespace RoDLA.Analysis.Metrics;

/// <summary>How intricate the page's structure is.</summary>
/// <param name="ClassDiversity">Distinct classes.</param>
/// <param name="TotalElements">Detections.</param>
/// <param name="DetectionDensity">Detections per megapixel (10⁶ pixels), 2 decimals.</param>
/// <param name="AverageElementDistance">Mean pairwise distance of the centres in pixels, 2 decimals.</param>
/// <param name="ComplexityScore">0 to 100 and a little over for more than 20 classes, 2 decimals.</param>
/// <param name="ComplexityLevel">simple below 30, moderate below 60, else complex.</param>
/// <param name="LayoutCharacteristics">Three yes-or-no readings.</param>
public sealed record LayoutComplexity(
    int ClassDiversity,
    int TotalElements,
    double DetectionDensity,
    double AverageElementDistance,
    double ComplexityScore,
    string ComplexityLevel,
    LayoutCharacteristics LayoutCharacteristics);

/// <summary>Marks of a layout.</summary>
/// <param name="IsDense">Whether it has over 5 elements a megapixel.</param>
/// <param name="IsDiverse">Whether it has 10 classes or more.</param>
/// <param name="IsStructured">Whether the mean distance of elements is under 200 pixels.</param>
public sealed record LayoutCharacteristics(bool IsDense, bool IsDiverse, bool IsStructured);
