namespace RoDLA.Analysis.Datasets;

/// <summary>A data set that cannot be worked on; says everything that is wrong.</summary>
/// <param name="mistakes">One sentence each.</param>
public sealed class DatasetException(IReadOnlyList<string> mistakes) : Exception(string.Join(' ', mistakes))
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
