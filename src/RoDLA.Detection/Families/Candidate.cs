namespace RoDLA.Detection.Families;

/// <summary>
/// A (query, class) pair that may become a detection. Sorted by score, highest first, then by index, so that the order is deterministic.
/// </summary>
/// <param name="Score">Confidence or logit.</param>
/// <param name="Index">Place in the flattened [N, classes] scores.</param>
internal readonly record struct Candidate(float Score, int Index) : IComparable<Candidate>
{
    /// <inheritdoc/>
    public int CompareTo(Candidate other)
    {
        int byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : Index.CompareTo(other.Index);
    }
}
