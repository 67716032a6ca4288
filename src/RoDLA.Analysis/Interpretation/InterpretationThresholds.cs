namespace RoDLA.Analysis.Interpretation;

/// <summary>Bounds from which a figure is worth a sentence, beside the levels that the figures carry already.</summary>
internal static class InterpretationThresholds
{
    /// <summary>Mean confidence.</summary>
    public const double ExcellentConfidence = 0.85;

    /// <summary>Percent of the page under the union of the boxes.</summary>
    public const double HighCoverage = 60;
    public const double LowCoverage = 20;

    /// <summary>Percent of the detections that overlap another: the documented bands are 5, 15 and 30.</summary>
    public const double MinimalOverlap = 5;
    public const double ExcessiveOverlap = 30;

    /// <summary>Clustering score.</summary>
    public const double Clustered = 0.7;
    public const double Dispersed = 0.3;

    /// <summary>Detections from which the clustering score says anything.</summary>
    public const int FewestForClustering = 3;

    /// <summary>Percent of the detections with a confidence under 0.6.</summary>
    public const double ManyUncertain = 20;

    /// <summary>Pixels of a page under which small print is hard to tell apart.</summary>
    public const long SmallPage = 500_000;

    /// <summary>Classes named as the most common.</summary>
    public const int TopClasses = 3;
}
