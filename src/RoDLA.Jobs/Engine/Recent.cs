namespace RoDLA.Jobs.Engine;

/// <summary>When the last images of a job were done, for its speed. Not safe for several threads.</summary>
internal sealed class Recent
{
    private const int Kept = 32;

    private readonly Queue<DateTimeOffset> _times = new(Kept + 1);

    /// <summary>What comes is measured from here, unless it is measured already.</summary>
    public void StartOnce(DateTimeOffset at)
    {
        if (_times.Count == 0)
        {
            _times.Enqueue(at);
        }
    }

    /// <summary>Starts over.</summary>
    public void Clear() => _times.Clear();

    /// <summary>One more was done.</summary>
    public void Add(DateTimeOffset at)
    {
        _times.Enqueue(at);
        if (_times.Count > Kept)
        {
            _times.Dequeue();
        }
    }

    /// <summary>Images a minute, 1 decimal; null before the first.</summary>
    public double? PerMinute()
    {
        if (_times.Count < 2)
        {
            return null;
        }

        double minutes = (_times.Last() - _times.Peek()).TotalMinutes;
        return minutes <= 0 ? null : Math.Round((_times.Count - 1) / minutes, 1);
    }
}
