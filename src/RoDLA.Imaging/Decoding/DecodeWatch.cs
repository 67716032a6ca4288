namespace RoDLA.Imaging.Decoding;

/// <summary>
/// Stops a decode on cancellation or at the time limit. The decode polls it: a timer would need a thread of the pool, and all of them
/// may be busy decoding.
/// </summary>
internal sealed class DecodeWatch(TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether the time limit stopped the decode.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Checks the caller's token and the clock.</summary>
    public bool MustStop()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return true;
        }

        TimedOut |= time.GetElapsedTime(_start) > limit;
        return TimedOut;
    }

    /// <exception cref="OperationCanceledException">The decode must stop.</exception>
    public void ThrowIfMustStop()
    {
        if (MustStop())
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
