using System.Threading.Channels;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Api.Batches;

/// <summary>Holds the work on pages back until a test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _passes = Channel.CreateUnbounded<bool>();

    /// <summary>A gate before every page of a service.</summary>
    public static Gate Before(FakeDetection fake)
    {
        Gate gate = new();
        fake.Work = gate.PassAsync;
        return gate;
    }

    /// <summary>Waits until a page has reached it.</summary>
    public Task BegunAsync() => _begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets all pages through from now on.</summary>
    public void Open() => _passes.Writer.TryComplete();

    /// <summary>Lets some pages through.</summary>
    public void Open(int pages)
    {
        for (int i = 0; i < pages; i++)
        {
            _passes.Writer.TryWrite(true);
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        while (await _passes.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_passes.Reader.TryRead(out _))
            {
                return;
            }
        }
    }
}
