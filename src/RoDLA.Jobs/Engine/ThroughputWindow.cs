namespace RoDLA.Jobs.Engine;

/// <summary>Speed of a job over its last images. Not thread-safe.</summary>
internal sealed class ThroughputWindow
{
    private const int Size = 32;

    private readonly Queue<DateTimeOffset> _times = new(Size + 1);

    /// <summary>Images a minute, 1 decimal; null before the first.</summary>
    public double? PerMinute => _times.Count > 1 && (_times.Last() - _times.Peek()).TotalMinutes is > 0 and double minutes
        ? Math.Round((_times.Count - 1) / minutes, 1)
        : null;

    /// <summary>Starts the measurement unless it is running.</summary>
    public void Start(DateTimeOffset at)
    {
        if (_times.Count == 0)
        {
            _times.Enqueue(at);
        }
    }

    /// <summary>Counts an image.</summary>
    public void Add(DateTimeOffset at)
    {
        _times.Enqueue(at);
        if (_times.Count > Size)
        {
            _times.Dequeue();
        }
    }

    /// <summary>Ends the measurement.</summary>
    public void Clear() => _times.Clear();
}
