using System.Runtime.ExceptionServices;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Perturbations.Memory;

/// <summary>
/// Runs bands on the calling thread and on helpers from the work threads: each thread takes the next band when it is free. A helper that
/// starts after the last band was taken returns at once, so that busy threads delay nothing.
/// </summary>
internal sealed class BandRun(int rows, int size, Action<int, int> band, CancellationToken cancellationToken)
{
    private const int Spins = 200;

    private readonly Lock _gate = new();
    private readonly int _bands = (rows + size - 1) / size;
    private ManualResetEventSlim? _left;
    private Exception? _fault;
    private int _next;
    private int _inside;
    private bool _closed;

    /// <summary>Runs all bands on up to <paramref name="threads"/> threads and returns when the last one is done.</summary>
    public void Run(int threads)
    {
        for (int helper = 1; helper < Math.Min(threads, _bands); helper++)
        {
            WorkThreads.Shared.Offer(Execute);
        }

        TakeBands();
        WaitForHelpers();
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    private void Execute()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _inside++;
        }

        TakeBands();
        lock (_gate)
        {
            if (--_inside == 0)
            {
                _left?.Set();
            }
        }
    }

    private void TakeBands()
    {
        try
        {
            for (int i; (i = Interlocked.Increment(ref _next) - 1) < _bands;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                band(i * size, Math.Min(rows, (i + 1) * size));
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _fault, e, null);
            Interlocked.Exchange(ref _next, _bands);
        }
    }

    // A helper is at most one band behind, so spinning is usually enough.
    private void WaitForHelpers()
    {
        for (int spin = 0; spin < Spins && Volatile.Read(ref _inside) > 0; spin++)
        {
            Thread.SpinWait(Spins);
        }

        lock (_gate)
        {
            _closed = true;
            _left = _inside > 0 ? new ManualResetEventSlim() : null;
        }

        _left?.Wait(CancellationToken.None);
        _left?.Dispose();
    }
}
