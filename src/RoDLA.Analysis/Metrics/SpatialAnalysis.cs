namespace RoDLA.Analysis.Metrics;

/// <summary>Where on the page the detections' centres lie, and how large they are.</summary>
public sealed record SpatialAnalysis(
    HorizontalDistribution HorizontalDistribution,
    VerticalDistribution VerticalDistribution,
    QuadrantDistribution QuadrantDistribution,
    SizeDistribution SizeDistribution,
    DensityMetrics DensityMetrics);

/// <summary>x of the centres in pixels (2 decimals; skewness 4), and how many lie in each third of the width.</summary>
public sealed record HorizontalDistribution(double Mean, double Std, double Skewness, int LeftThird, int CenterThird, int RightThird);

/// <summary>y of the centres in pixels (2 decimals; skewness 4), and how many lie in each third of the height.</summary>
public sealed record VerticalDistribution(double Mean, double Std, double Skewness, int TopThird, int MiddleThird, int BottomThird);

/// <summary>Centres per quadrant: Q1 top left, Q2 top right, Q3 bottom left, Q4 bottom right.</summary>
public sealed record QuadrantDistribution(
    [property: JsonPropertyName("Q1")] int Q1,
    [property: JsonPropertyName("Q2")] int Q2,
    [property: JsonPropertyName("Q3")] int Q3,
    [property: JsonPropertyName("Q4")] int Q4);

/// <summary>By share of the page's area: tiny under 0.5 %, small under 2 %, medium under 10 %, large from there.</summary>
public sealed record SizeDistribution(int Tiny, int Small, int Medium, int Large);

/// <summary>Mean distance to the nearest other centre (pixels, 2 decimals); clustering 0 (dispersed) to 1, 4 decimals.</summary>
public sealed record DensityMetrics(double AverageNearestNeighborDistance, double SpatialClusteringScore);
