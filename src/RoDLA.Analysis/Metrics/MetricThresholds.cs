namespace RoDLA.Analysis.Metrics;

/// <summary>The documented bounds between the levels that the answer names.</summary>
internal static class MetricThresholds
{
    public const double VeryHighConfidence = 0.9;
    public const double HighConfidence = 0.8;
    public const double MediumConfidence = 0.6;
    public const double LowConfidence = 0.4;

    public const double TinyArea = 0.005;
    public const double SmallArea = 0.02;
    public const double MediumArea = 0.1;

    public const double LowPerturbationEffect = 20;
    public const double MediumPerturbationEffect = 40;
    public const double ExcellentDegradation = 100;
    public const double GoodDegradation = 150;

    /// <summary>Mean confidence below which a page counts as degraded.</summary>
    public const double CleanConfidence = 0.85;

    public const double StableVariation = 0.15;
    public const double ModerateVariation = 0.30;

    public const double ExcellentRating = 80;
    public const double GoodRating = 60;
    public const double FairRating = 40;

    public const double Horizontal = 1.2;
    public const double Vertical = 0.8;

    public const double ModerateComplexity = 30;
    public const double HighComplexity = 60;
    public const double DenseElementsPerMegapixel = 5;
    public const int DiverseClasses = 10;
    public const double StructuredDistance = 200;

    public const double ConsistentSizes = 0.5;
    public const double VariedSizes = 1;
}
