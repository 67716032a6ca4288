namespace RoDLA.Analysis.Comparison;

/// <summary>What became of a detection from one result to another.</summary>
public enum DetectionOutcome
{
    /// <summary>Found again with the same class, in the same place.</summary>
    Matched,

    /// <summary>Found again with the same class, with another box.</summary>
    Moved,

    /// <summary>Found again with another class.</summary>
    ClassChanged,

    /// <summary>Not found again.</summary>
    Lost,

    /// <summary>Found only in the second result.</summary>
    Gained,
}
