namespace RoDLA.Detection.Families;

/// <summary>One (query, class) pair that may become a detection. Sorts by score, highest first, ties by index: one order for all runs.</summary>
/// <param name="Score">Confidence, or a logit that orders alike.</param>
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
