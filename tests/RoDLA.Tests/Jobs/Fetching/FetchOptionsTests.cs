using System.ComponentModel.DataAnnotations;
using RoDLA.Jobs.Fetching;
using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class FetchOptionsTests
{
    [Fact]
    public void Defaults_Never_Change()
    {
        FetchOptions options = new();
        Assert.True(options.Enabled);
        Assert.Equal("", options.AllowedHosts);
        Assert.False(options.OnlyAllowedHosts);
        Assert.Equal("80,443,8080,8443", options.Ports);
        Assert.Equal(10, options.MaxFileMegabytes);
        Assert.Equal(3, options.MaxRedirects);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Timeout);
        Assert.Empty(Mistakes(options));
    }

    [Fact]
    public void Ranges_EveryValueOutside_IsReported() => Assert.Equal(6, Mistakes(new FetchOptions
    {
        AllowedHosts = "http://a.example.com",
        Ports = "http",
        MaxFileMegabytes = 0,
        MaxRedirects = 11,
        ConnectTimeout = TimeSpan.Zero,
        Timeout = TimeSpan.FromHours(1),
    }).Count);

    [Theory]
    [InlineData("")]
    [InlineData("nas")]
    [InlineData("localhost:9000")]
    [InlineData("scans.example.org, *.example.net:8080 ,10.0.0.7,10.0.0.7:9000,[fd00::7],[fd00::7]:9000,fd00::7")]
    public void AllowedHosts_EveryKindOfHost_IsValid(string hosts) => Assert.Empty(Mistakes(new FetchOptions { AllowedHosts = hosts }));

    [Theory]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("*.10.0.0.1")]
    [InlineData("a.*.example.com")]
    [InlineData("example.com/path")]
    [InlineData("https://example.com")]
    [InlineData("example.com:0")]
    [InlineData("example.com:65536")]
    [InlineData("example.com:http")]
    [InlineData("[fd00::7")]
    [InlineData("[fd00::7]9000")]
    [InlineData("10.0.0.0/8")]
    [InlineData("user@example.com")]
    public void AllowedHosts_InvalidEntry_IsInvalid(string hosts) => Assert.Single(Mistakes(new FetchOptions { AllowedHosts = hosts }));

    [Theory]
    [InlineData("80", true)]
    [InlineData("80, 443 ,65535", true)]
    [InlineData("*", true)]
    [InlineData("", false)]
    [InlineData(",", false)]
    [InlineData("0", false)]
    [InlineData("65536", false)]
    [InlineData("-1", false)]
    [InlineData("80-90", false)]
    public void Ports_List_IsValidatedByEntry(string ports, bool isValid) => Assert.Equal(isValid, Mistakes(new FetchOptions { Ports = ports }).Count == 0);

    [Theory]
    [InlineData("nas.local", "http://nas.local/", true)]
    [InlineData("nas.local", "http://NAS.local.:8080/", true)]
    [InlineData("nas.local", "http://nas.local:9000/", false)]
    [InlineData("nas.local", "http://x.nas.local/", false)]
    [InlineData("nas.local:9000", "http://nas.local:9000/", true)]
    [InlineData("nas.local:9000", "http://nas.local/", false)]
    [InlineData("*.corp", "http://a.b.corp/", true)]
    [InlineData("*.corp", "http://corp/", false)]
    [InlineData("*.corp", "http://acorp/", false)]
    [InlineData("*.corp", "http://a.corp.attacker.com.corp.lan/", false)]
    [InlineData("10.0.0.7", "http://10.0.0.7/", true)]
    [InlineData("10.0.0.7", "http://167772167/", true)]
    [InlineData("10.0.0.7", "http://10.0.0.8/", false)]
    [InlineData("[FD00::7]:8443", "https://[fd00:0::7]:8443/", true)]
    [InlineData("169.254.169.254", "http://169.254.169.254/", false)]
    [InlineData("metadata.google.internal", "http://user@metadata.google.internal/", false)]
    public void WhyRefused_PrivateHost_IsAcceptedOnlyAsListed(string hosts, string url, bool isOpen)
    {
        using Fetching fetching = new(o => o.AllowedHosts = hosts);
        Assert.Equal(isOpen, fetching.Fetcher.WhyRefused(url) is null);
    }

    [Fact]
    public void WhyRefused_OnlyAllowedHosts_RefusesPublicHosts()
    {
        using Fetching fetching = new(o =>
        {
            o.AllowedHosts = "scans.example.org";
            o.OnlyAllowedHosts = true;
        });

        Assert.Null(fetching.Fetcher.WhyRefused("https://scans.example.org/a.png"));
        Assert.Contains("configured to call", fetching.Fetcher.WhyRefused("https://example.com/a.png"), StringComparison.Ordinal);
        Assert.NotNull(fetching.Fetcher.WhyRefused("https://8.8.8.8/a.png"));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("224.0.0.1")]
    [InlineData("fe80::1")]
    public async Task FetchAsync_TrustedNameAtAReservedAddress_IsRefused(string address)
    {
        using Fetching fetching = new(o => o.AllowedHosts = "*.example.org", new ScriptedResolver().On("a.example.org", [address]));

        await fetching.FailAsync("http://a.example.org/", ErrorCategory.AddressRefused);

        Assert.Empty(fetching.Dialled);
    }

    private static List<ValidationResult> Mistakes(FetchOptions options)
    {
        List<ValidationResult> mistakes = [];
        Validator.TryValidateObject(options, new ValidationContext(options), mistakes, validateAllProperties: true);
        return mistakes;
    }
}
