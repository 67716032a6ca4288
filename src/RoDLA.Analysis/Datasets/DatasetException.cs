namespace RoDLA.Analysis.Datasets;

/// <summary>A data set that cannot be used; lists all mistakes.</summary>
/// <param name="mistakes">One sentence each.</param>
public sealed class DatasetException(IReadOnlyList<string> mistakes) : Exception(string.Join(' ', mistakes))
{
    /// <summary>One sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
