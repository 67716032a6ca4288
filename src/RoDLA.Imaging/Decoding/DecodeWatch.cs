namespace RoDLA.Imaging.Decoding;

/// <summary>
/// Whether a decoding must stop. It is asked from within the decoding, not told by a timer: a timer waits for a thread of the pool, and
/// those may all be busy decoding.
/// </summary>
internal sealed class DecodeWatch(TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether it was the time limit that stopped the decoding.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Asks the caller's token and the clock.</summary>
    public bool MustStop()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return true;
        }

        TimedOut |= time.GetElapsedTime(_start) > limit;
        return TimedOut;
    }

    /// <exception cref="OperationCanceledException">The decoding must stop.</exception>
    public void ThrowIfMustStop()
    {
        if (MustStop())
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
