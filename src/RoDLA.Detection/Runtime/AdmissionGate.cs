namespace RoDLA.Detection.Runtime;

/// <summary>Lets a fixed number of requests run, a bounded number wait for a bounded time, and turns away the rest.</summary>
/// <param name="running">Places.</param>
/// <param name="waiting">Requests that may wait for one.</param>
/// <param name="timeout">How long they may.</param>
/// <param name="refuse">Makes what is thrown from what to tell the caller, and when to try again.</param>
public sealed class AdmissionGate(int running, int waiting, TimeSpan timeout, Func<string, TimeSpan, Exception> refuse) : IDisposable
{
    private readonly SemaphoreSlim _places = new(running, running);
    private int _waiting;

    /// <summary>Requests that wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a place; dispose the result to give it back.</summary>
    /// <exception cref="Exception">What the gate refuses with: the queue is full, or the wait was too long.</exception>
    public async ValueTask<Place> EnterAsync(CancellationToken cancellationToken)
    {
        if (_places.Wait(0, CancellationToken.None))
        {
            return new Place(_places);
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > waiting)
            {
                throw refuse($"All {running} places are taken and {waiting} requests wait already. Try again later.", TimeSpan.FromSeconds(1));
            }

            if (!await _places.WaitAsync(timeout, cancellationToken).ConfigureAwait(false))
            {
                throw refuse(
                    $"No place came free in {timeout.TotalSeconds:0.##} s. Try again later.", TimeSpan.FromSeconds(Math.Ceiling(timeout.TotalSeconds / 4)));
            }

            return new Place(_places);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>A place taken.</summary>
    /// <param name="places">What it goes back to.</param>
    public readonly struct Place(SemaphoreSlim places) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => places.Release();
    }
}
