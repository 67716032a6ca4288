using System.Numerics;
using System.Runtime.InteropServices;

namespace RoDLA.Detection.Families;

/// <summary>The best candidates of one page, in pooled memory.</summary>
internal ref struct CandidateList : IDisposable
{
    private Candidate[] _buffer;
    private int _count;

    /// <summary>All scores above <paramref name="threshold"/>, best first, at most <paramref name="top"/>; NaN is never above.</summary>
    public CandidateList(ReadOnlySpan<float> scores, float threshold, int top)
    {
        _buffer = ArrayPool<Candidate>.Shared.Rent(1024);
        _count = 0;
        Collect(scores, threshold);
        _buffer.AsSpan(0, _count).Sort();
        _count = Math.Min(_count, top);
    }

    /// <summary>The candidates, best first.</summary>
    public readonly ReadOnlySpan<Candidate> Items => _buffer.AsSpan(0, _count);

    /// <summary>Returns the memory to the pool.</summary>
    public readonly void Dispose() => ArrayPool<Candidate>.Shared.Return(_buffer);

    private void Collect(ReadOnlySpan<float> scores, float threshold)
    {
        // Nearly every score is near zero, so most vectors are skipped with one comparison.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(scores);
        Vector<float> limit = new(threshold);
        for (int v = 0; v < vectors.Length; v++)
        {
            if (Vector.GreaterThanAny(vectors[v], limit))
            {
                int start = v * Vector<float>.Count;
                CollectEach(scores, start, start + Vector<float>.Count, threshold);
            }
        }

        CollectEach(scores, vectors.Length * Vector<float>.Count, scores.Length, threshold);
    }

    private void CollectEach(ReadOnlySpan<float> scores, int from, int to, float threshold)
    {
        for (int i = from; i < to; i++)
        {
            if (scores[i] > threshold)
            {
                Add(new Candidate(scores[i], i));
            }
        }
    }

    private void Add(Candidate candidate)
    {
        if (_count == _buffer.Length)
        {
            Candidate[] larger = ArrayPool<Candidate>.Shared.Rent(_count * 2);
            _buffer.AsSpan().CopyTo(larger);
            ArrayPool<Candidate>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _buffer[_count++] = candidate;
    }
}
