namespace RoDLA.Analysis.Metrics;

/// <summary>Where on the page the detections' centres lie, and how large they are.</summary>
public sealed record SpatialAnalysis(
    HorizontalDistribution HorizontalDistribution,
    VerticalDistribution VerticalDistribution,
    QuadrantDistribution QuadrantDistribution,
    SizeDistribution SizeDistribution,
    DensityMetrics DensityMetrics);

/// <summary>Where the centres lie across the page.</summary>
/// <param name="Mean">Mean x in pixels, 2 decimals.</param>
/// <param name="Std">The population's standard deviation of x in pixels, 2 decimals.</param>
/// <param name="Skewness">Skewness of x, 4 decimals; 0 under 3 detections.</param>
/// <param name="LeftThird">Centres in the left third of the width.</param>
/// <param name="CenterThird">Centres in the middle third.</param>
/// <param name="RightThird">Centres in the right third.</param>
public sealed record HorizontalDistribution(double Mean, double Std, double Skewness, int LeftThird, int CenterThird, int RightThird);

/// <summary>Where the centres lie down the page.</summary>
/// <param name="Mean">Mean y in pixels, 2 decimals.</param>
/// <param name="Std">The population's standard deviation of y in pixels, 2 decimals.</param>
/// <param name="Skewness">Skewness of y, 4 decimals; 0 under 3 detections.</param>
/// <param name="TopThird">Centres in the top third of the height.</param>
/// <param name="MiddleThird">Centres in the middle third.</param>
/// <param name="BottomThird">Centres in the bottom third.</param>
public sealed record VerticalDistribution(double Mean, double Std, double Skewness, int TopThird, int MiddleThird, int BottomThird);

/// <summary>Centres per quadrant.</summary>
/// <param name="Q1">Top left.</param>
/// <param name="Q2">Top right.</param>
/// <param name="Q3">Bottom left.</param>
/// <param name="Q4">Bottom right.</param>
public sealed record QuadrantDistribution(
    [property: JsonPropertyName("Q1")] int Q1,
    [property: JsonPropertyName("Q2")] int Q2,
    [property: JsonPropertyName("Q3")] int Q3,
    [property: JsonPropertyName("Q4")] int Q4);

/// <summary>Detections by their share of the page's area.</summary>
/// <param name="Tiny">Under 0.5 %.</param>
/// <param name="Small">0.5 % to 2 %.</param>
/// <param name="Medium">2 % to 10 %.</param>
/// <param name="Large">10 % and more.</param>
public sealed record SizeDistribution(int Tiny, int Small, int Medium, int Large);

/// <summary>How close the detections lie.</summary>
/// <param name="AverageNearestNeighborDistance">Mean distance to the nearest other centre in pixels, 2 decimals.</param>
/// <param name="SpatialClusteringScore">0 dispersed to 1 clustered, 4 decimals; 0 under 3 detections.</param>
public sealed record DensityMetrics(double AverageNearestNeighborDistance, double SpatialClusteringScore);
