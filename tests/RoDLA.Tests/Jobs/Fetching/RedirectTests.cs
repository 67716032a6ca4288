using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class RedirectTests
{
    private static readonly byte[] Image = Fixture.Bytes("png-rgb16.png");

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task FetchAsync_ThreeRedirects_AreFollowed(int status)
    {
        await using RawHttpServer server = new();
        server.Redirect("/0", "/1", status).Redirect("/1", "2", status).Redirect("/2", server.Url("/3?x=1#part"), status).On("/3?x=1", Image);
        using Fetching fetching = new(Fetching.Trusting(server));

        Assert.Equal(Image, await fetching.GetAsync(server.Url("/0")));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_FourRedirects_AreTooMany()
    {
        await using RawHttpServer server = new();
        server.Redirect("/0", "/1").Redirect("/1", "/2").Redirect("/2", "/3").Redirect("/3", "/4").On("/4", Image);
        using Fetching fetching = new(Fetching.Trusting(server));

        FetchException e = await fetching.FailAsync(server.Url("/0"), ErrorCategory.DownloadRefused);

        Assert.Equal("Failed to download image: there are more than 3 redirects", e.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_RedirectToItself_Ends()
    {
        await using RawHttpServer server = new();
        server.Redirect("/a", "/a");
        using Fetching fetching = new(Fetching.Trusting(server));

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.DownloadRefused);

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_NoRedirectsAllowed_TheFirstIsTooMany()
    {
        await using RawHttpServer server = new();
        server.Redirect("/a", "/b").On("/b", Image);
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{server.Port}";
            o.MaxRedirects = 0;
        });

        await fetching.FailAsync(server.Url("/a"), ErrorCategory.DownloadRefused);

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("//public.example.com/b")]
    [InlineData("http://public.example.com/b")]
    [InlineData("http:/b")]
    [InlineData("/b")]
    [InlineData("./b")]
    [InlineData("b")]
    [InlineData("../../b")]
    public async Task FetchAsync_AnyFormOfAPublicTarget_IsFollowed(string location)
    {
        await using RawHttpServer server = new();
        server.Redirect("/a", location).On("/b", Image);
        using Fetching fetching = new(null, HostileUrls.Resolver);
        fetching.Put("93.184.216.34:80", server);

        Assert.Equal(Image, await fetching.GetAsync("http://public.example.com/a"));
    }

    [Fact]
    public async Task FetchAsync_TrustedHostRedirectsToAnotherPrivateOne_IsRefused()
    {
        await using RawHttpServer trusted = new();
        await using RawHttpServer other = new();
        trusted.Redirect("/a", other.Url("/b"));
        other.On("/b", Image);
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = $"127.0.0.1:{trusted.Port}";
            o.Ports = "*";
        });

        FetchException e = await fetching.FailAsync(trusted.Url("/a"), ErrorCategory.AddressRefused);

        Assert.StartsWith("Failed to download image: it redirects elsewhere, but ", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /b\r\nLocation: /c\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n")]
    public async Task FetchAsync_RedirectWithoutLocation_IsRefused(string answer)
    {
        await using RawHttpServer server = new();
        server.OnRaw("/a", System.Text.Encoding.ASCII.GetBytes(answer)).On("/b", Image).On("/c", Image);
        using Fetching fetching = new(Fetching.Trusting(server));

        FetchException e = await fetching.FailAsync(server.Url("/a"), ErrorCategory.DownloadRefused);

        Assert.Equal("Failed to download image: status code 302 without an address to go to", e.Message);
        Assert.Single(server.Requests);
    }
}
