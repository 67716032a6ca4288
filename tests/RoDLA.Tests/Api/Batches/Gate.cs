using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Api.Batches;

/// <summary>Holds the work on pages back until a test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _passes = new(0);

    /// <summary>A gate before every page of a service.</summary>
    public static Gate Before(FakeDetection fake)
    {
        Gate gate = new();
        fake.Work = gate.PassAsync;
        return gate;
    }

    /// <summary>Waits until a page stands before it.</summary>
    public Task BegunAsync() => _begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets pages through.</summary>
    public void Open(int pages = 1_000_000) => _passes.Release(pages);

    private Task PassAsync(CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        return _passes.WaitAsync(cancellationToken);
    }
}
