using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.EndToEnd;

/// <summary>One real service with the shipped model, for the tests of a class.</summary>
public sealed class RealServer : IAsyncLifetime
{
    internal ApiServer Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Api = await ApiServer.StartAsync(real: true);
        await Api.ReadyAsync();
    }

    public async Task DisposeAsync() => await Api.DisposeAsync();
}
