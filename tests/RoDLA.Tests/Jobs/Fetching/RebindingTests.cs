using Microsoft.Extensions.DependencyInjection;
using RoDLA.Jobs;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>Names whose addresses change or are mixed.</summary>
public sealed class RebindingTests
{
    private const string Close = "Connection: close";
    private static readonly byte[] Image = Fixture.Bytes("png-rgb16.png");

    [Fact]
    public async Task FetchAsync_NameThatTurnsPrivate_UsesTheCheckedAddressAndIsRefusedAfterwards()
    {
        await using RawHttpServer server = new();
        server.On("/a", Image, 200, Close);
        ScriptedResolver resolver = new ScriptedResolver().On("rebind.example.com", ["93.184.216.34"], ["127.0.0.1"]);
        using Fetching fetching = new(o => o.Ports = "*", resolver);
        fetching.Put($"93.184.216.34:{server.Port}", server);
        string url = $"http://rebind.example.com:{server.Port}/a";

        // One lookup per connection: no second answer can be used.
        Assert.Equal(Image, await fetching.GetAsync(url));
        Assert.Single(resolver.Asked);
        for (int i = 0; i < 3; i++)
        {
            await fetching.FailAsync(url, ErrorCategory.AddressRefused);
        }

        Assert.Equal($"93.184.216.34:{server.Port}", Assert.Single(fetching.Dialled).ToString());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_NameThatTurnsPrivateBetweenRedirects_IsRefused()
    {
        await using RawHttpServer server = new();
        server.On("/a", [], 302, "Location: /b", Close).On("/b", Image);
        ScriptedResolver resolver = new ScriptedResolver().On("rebind.example.com", ["93.184.216.34"], ["127.0.0.1"]);
        using Fetching fetching = new(o => o.Ports = "*", resolver);
        fetching.Put($"93.184.216.34:{server.Port}", server);

        await fetching.FailAsync($"http://rebind.example.com:{server.Port}/a", ErrorCategory.AddressRefused);

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("93.184.216.34", "127.0.0.1")]
    [InlineData("127.0.0.1", "93.184.216.34")]
    [InlineData("93.184.216.34", "10.0.0.1")]
    [InlineData("93.184.216.34", "::1")]
    [InlineData("93.184.216.34", "::ffff:169.254.169.254")]
    [InlineData("2606:4700::1", "fd00::1")]
    public async Task FetchAsync_OneAddressOfTheNameIsPrivate_CallsNone(string first, string second)
    {
        using Fetching fetching = new(null, new ScriptedResolver().On("mixed.example.com", [first, second]));

        await fetching.FailAsync("http://mixed.example.com/a", ErrorCategory.AddressRefused);

        Assert.Empty(fetching.Dialled);
        Assert.Contains(fetching.Log, l => l.Contains("mixed.example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_ConnectionInThePool_IsNotUsedForAnotherHostOrPort()
    {
        await using RawHttpServer server = new();
        server.On("/a", Image);
        ScriptedResolver resolver = new ScriptedResolver { Otherwise = ["127.0.0.1"] }.On("good.example.com", ["93.184.216.34"]);
        using Fetching fetching = new(o => o.Ports = "*", resolver);
        fetching.Put($"93.184.216.34:{server.Port}", server);

        await fetching.GetAsync($"http://good.example.com:{server.Port}/a");
        await fetching.GetAsync($"http://good.example.com:{server.Port}/a");
        await fetching.FailAsync($"http://127.0.0.1:{server.Port}/a", ErrorCategory.AddressRefused);
        await fetching.FailAsync($"http://bad.example.com:{server.Port}/a", ErrorCategory.AddressRefused);
        await fetching.FailAsync($"http://localhost:{server.Port}/a", ErrorCategory.AddressRefused);

        // The second request reused the checked connection.
        Assert.Equal(1, server.Connections);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_NameThatDoesNotExist_HasTheMessageOfAPrivateOne()
    {
        using Fetching fetching = new(null, new ScriptedResolver().On("inside.example.com", ["10.0.0.1"]));

        FetchException missing = await fetching.FailAsync("http://missing.example.com/", ErrorCategory.AddressRefused);
        FetchException inside = await fetching.FailAsync("http://inside.example.com/", ErrorCategory.AddressRefused);

        Assert.Equal(missing.Message, inside.Message);
    }

    [Fact]
    public async Task FetchAsync_ResolverFails_IsTransient()
    {
        using Fetching fetching = new(null, new ScriptedResolver().On("later.example.com", []));

        await fetching.FailAsync("http://later.example.com/", ErrorCategory.DownloadFailed);
    }

    [Fact]
    public async Task FetchAsync_FirstAddressDoesNotAnswer_TheNextIsCalled()
    {
        await using RawHttpServer server = new();
        server.On("/a", Image);
        using Fetching fetching = new(null, new ScriptedResolver().On("two.example.com", ["2606:4700::1", "93.184.216.34"]));
        fetching.Put("93.184.216.34:80", server);

        Assert.Equal(Image, await fetching.GetAsync("http://two.example.com/a"));

        Assert.Equal(["[2606:4700::1]:80", "93.184.216.34:80"], fetching.Dialled.Select(d => d.ToString()));
    }

    [Fact]
    public async Task FetchAsync_NoAddressAnswersInTime_IsTimedOut()
    {
        using Fetching fetching = new(
            o => o.ConnectTimeout = TimeSpan.FromSeconds(0.2),
            new ScriptedResolver().On("dead.example.com", ["93.184.216.34", "93.184.216.35"]),
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return Stream.Null;
            });

        FetchException e = await fetching.FailAsync("http://dead.example.com/", ErrorCategory.TimedOut);

        Assert.Equal("Failed to download image: its host took longer than 0.2 s to answer a connection", e.Message);
    }

    [Fact]
    public async Task FetchAsync_ResolverHangs_IsTimedOut()
    {
        using Fetching fetching = new(o => o.ConnectTimeout = TimeSpan.FromSeconds(0.2), new ScriptedResolver().Hang("slow.example.com"));

        await fetching.FailAsync("http://slow.example.com/", ErrorCategory.TimedOut);
    }

    [Fact]
    public async Task FetchAsync_RealResolverAndRealConnection_LocalhostIsReachedOnlyWhenTrusted()
    {
        await using RawHttpServer server = new();
        server.On("/a", Image);
        using TrustedFetching trusting = new($"localhost:{server.Port}");
        using TrustedFetching strict = new("");
        string url = $"http://localhost:{server.Port}/a";

        using MemoryStream target = new();
        await trusting.Fetcher.FetchAsync(url, target, CancellationToken.None);
        Assert.Equal(Image, target.ToArray());

        await Assert.ThrowsAsync<FetchException>(() => strict.Fetcher.FetchAsync(url, target, CancellationToken.None));
        Assert.Equal(1, server.Connections);
    }

    /// <summary>Registered like in the service.</summary>
    private sealed class TrustedFetching : IDisposable
    {
        private readonly ServiceProvider _services;

        public TrustedFetching(string hosts)
        {
            ServiceCollection services = new();
            services.AddLogging().AddFetching().Configure<FetchOptions>(o =>
            {
                o.AllowedHosts = hosts;
                o.Ports = "*";
            });
            _services = services.BuildServiceProvider();
        }

        public IImageFetcher Fetcher => _services.GetRequiredService<IImageFetcher>();

        public void Dispose() => _services.Dispose();
    }
}
