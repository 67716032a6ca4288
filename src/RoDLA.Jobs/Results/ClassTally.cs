namespace RoDLA.Jobs.Results;

/// <summary>Detections of one class, counted.</summary>
internal sealed class ClassTally
{
    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Mean of their confidences.</summary>
    public double Mean { get; private set; }

    /// <summary>Counts one.</summary>
    public void Add(double confidence)
    {
        Count++;
        Mean += (confidence - Mean) / Count;
    }
}
