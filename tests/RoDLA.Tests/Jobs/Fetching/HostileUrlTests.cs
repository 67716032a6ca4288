using System.Globalization;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class HostileUrlTests
{
    public static TheoryData<string> Urls => [.. HostileUrls.All];

    [Fact]
    public void Urls_Table_HasAtLeast80DistinctUrls()
    {
        string[] urls = [.. HostileUrls.All];
        Assert.True(urls.Length >= 80, $"{urls.Length} addresses");
        Assert.Equal(urls.Length, urls.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task FetchAsync_HostileUrl_IsRefusedWithoutACall(string url)
    {
        await using RawHttpServer server = new();
        server.On("/image.png", Fixture.Bytes("png-rgb16.png"));

        // Every port is open, so that only the rule under test refuses.
        using Fetching fetching = new(o => o.Ports = "*", HostileUrls.Resolver);

        await fetching.FailAsync(WithPort(url, server.Port), ErrorCategory.AddressRefused);

        Assert.Empty(fetching.Dialled);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task SendAsync_HostileUrl_IsRefusedByTheHandlerToo(string url)
    {
        await using RawHttpServer server = new();
        using Fetching fetching = new(o => o.Ports = "*", HostileUrls.Resolver);
        if (!Uri.TryCreate(WithPort(url, server.Port), UriKind.Absolute, out Uri? address)
            || fetching.Policy.WhyRefused(address) is null && HostRules.Normalize(address.IdnHost) == "public.example.com")
        {
            // Not a URL, or one that is hostile only as text and public when parsed.
            return;
        }

        using HttpMessageInvoker http = new(fetching.Handler, disposeHandler: false);
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        FetchException e = await Assert.ThrowsAsync<FetchException>(() => http.SendAsync(request, CancellationToken.None));

        Assert.Equal(ErrorCategory.AddressRefused, e.Category);
        Assert.Empty(fetching.Dialled);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task FetchAsync_RedirectToHostileUrl_IsRefusedWithoutACall(string url)
    {
        await using RawHttpServer start = new();
        await using RawHttpServer victim = new();
        victim.On("/image.png", Fixture.Bytes("png-rgb16.png"));
        string target = WithPort(url, victim.Port);
        if (target.Any(c => c > 0x7F || char.IsControl(c)) || target.Trim() != target || target.Length == 0)
        {
            // Values of headers cannot have these bytes.
            return;
        }

        using Fetching fetching = new(o => o.Ports = "*", HostileUrls.Resolver);
        fetching.Put("93.184.216.34:80", start);
        start.Redirect("/start", target);

        FetchException e = await Assert.ThrowsAsync<FetchException>(() => fetching.GetAsync("http://public.example.com/start"));

        // A relative URL is one of the first server, which does not have it.
        Assert.True(e.Category is ErrorCategory.AddressRefused or ErrorCategory.DownloadRefused, e.Message);
        Assert.All(fetching.Dialled, d => Assert.Equal("93.184.216.34:80", d.ToString()));
        Assert.Equal(0, victim.Connections);
        Assert.Equal("/start", start.Requests.First().Split(' ')[1]);
    }

    [Theory]
    [InlineData("https://example.com/a.png")]
    [InlineData("http://example.com:8080/a.png?x=1#y")]
    [InlineData("https://example.com.:443/a.png")]
    [InlineData("https://EXAMPLE.com:8443/ä.png")]
    [InlineData("https://xn--bcher-kva.com/a.png")]
    [InlineData("https://bücher.com/a.png")]
    [InlineData("https://my_bucket.s3.amazonaws.com/a.png")]
    [InlineData("https://local.example.com/a.png")]
    [InlineData("https://8.8.8.8/a.png")]
    [InlineData("http://0x08080808/a.png")]
    [InlineData("https://[2606:4700:4700::1111]/a.png")]
    [InlineData("https://[::ffff:8.8.8.8]/a.png")]
    [InlineData("https://[64:ff9b::8.8.8.8]/a.png")]
    [InlineData("https://[2002:808:808::1]/a.png")]
    public void WhyRefused_PublicUrl_IsNull(string url)
    {
        using Fetching fetching = new();
        Assert.Null(fetching.Fetcher.WhyRefused(url));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(25)]
    [InlineData(6379)]
    [InlineData(9200)]
    public void WhyRefused_OtherPort_HasAReason(int port)
    {
        using Fetching fetching = new();
        Assert.Equal(
            $"Failed to download image: port {port} is not one that this service is configured to call.",
            fetching.Fetcher.WhyRefused($"http://example.com:{port}/"));
    }

    [Fact]
    public void WhyRefused_VeryLongUrl_HasAReason()
    {
        using Fetching fetching = new();
        Assert.Contains("longer than 8192", fetching.Fetcher.WhyRefused("http://example.com/" + new string('a', 100_000)), StringComparison.Ordinal);
    }

    private static string WithPort(string url, int port) =>
        url.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
