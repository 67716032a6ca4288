using System.Numerics;
using System.Runtime.InteropServices;

namespace RoDLA.Detection.Families;

/// <summary>
/// A (query, class) pair that may become a detection. Sorted by score, highest first, then by index, so that the order is deterministic.
/// </summary>
/// <param name="Score">Confidence or logit.</param>
/// <param name="Index">Place in the flattened [N, classes] scores.</param>
internal readonly record struct Candidate(float Score, int Index) : IComparable<Candidate>
{
    /// <summary>All scores above <paramref name="threshold"/>, best first, at most <paramref name="top"/>; NaN is never above.</summary>
    public static IReadOnlyList<Candidate> Above(ReadOnlySpan<float> scores, float threshold, int top)
    {
        List<Candidate> found = [];

        // Nearly every score is near zero, so most vectors are skipped with one comparison.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        Vector<float> limit = new(threshold);
        for (int v = 0; v < vectors.Length; v++)
        {
            if (Vector.GreaterThanAny(vectors[v], limit))
            {
                Collect(scores, v * Vector<float>.Count, (v + 1) * Vector<float>.Count);
            }
        }

        Collect(scores, vectors.Length * Vector<float>.Count, scores.Length);
        found.Sort();
        found.RemoveRange(Math.Min(top, found.Count), Math.Max(0, found.Count - top));
        return found;

        void Collect(ReadOnlySpan<float> scores, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                if (scores[i] > threshold)
                {
                    found.Add(new Candidate(scores[i], i));
                }
            }
        }
    }

    /// <inheritdoc/>
    public int CompareTo(Candidate other)
    {
        int byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : Index.CompareTo(other.Index);
    }
}
