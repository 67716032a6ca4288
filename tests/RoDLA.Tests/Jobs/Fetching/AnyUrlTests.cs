using FsCheck;
using FsCheck.Fluent;
using RoDLA.Jobs.Fetching;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

/// <summary>Properties for any URL text and any answer of a resolver.</summary>
public sealed class AnyUrlTests
{
    private static readonly string[] Pieces =
    [
        "http", "https", "file", ":", "//", "/", "\\", "@", "?", "#", ".", "%", "%00", "%2e", "[", "]", "::", "::1", "127.0.0.1", "0x7f", "0177", "2130706433", "1",
        "localhost", "example.com", "a", "-", "_", "*", " ", "\t", "\r\n", "\0", "ä", "。", "１", "😀", "\uD800", ":80", ":0", ":99999", "ffff:", "64:ff9b::", "user:pw@", "xn--", "xn--a",
        ".local", "&", "=", "+", "'", "\"", "<", ">", "|", "^", "~", "{", "}",
    ];

    private static Arbitrary<string> AnyUrl =>
        (from scheme in Gen.Elements("http://", "https://", "", "http:", "HTTP://")
         from pieces in Gen.Elements(Pieces).ListOf()
         select scheme + string.Concat(pieces)).ToArbitrary();

    private static Arbitrary<byte[]> AnyAddress =>
        Gen.OneOf(Gen.Choose(0, 255).Select(v => (byte)v).ArrayOf(4), Gen.Choose(0, 255).Select(v => (byte)v).ArrayOf(16)).ToArbitrary();

    [Fact]
    public void FetchAsync_AnyText_ThrowsFetchExceptionAndCallsNoPrivateHost() =>
        Prop.ForAll(AnyUrl, url =>
        {
            using Fetching fetching = new(o => o.Ports = "*", new ScriptedResolver { Otherwise = ["10.0.0.1"] });
            FetchException e = Assert.Throws<FetchException>(
                () => fetching.Fetcher.FetchAsync(url, Stream.Null, CancellationToken.None).GetAwaiter().GetResult());
            Assert.StartsWith("Failed to download image: ", e.Message, StringComparison.Ordinal);
            Assert.All(fetching.Dialled, d => Assert.Equal(AddressKind.Public, AddressRules.KindOf(d.Address)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void WhyRefused_AnyText_AgreesWithFetching() =>
        Prop.ForAll(AnyUrl, url =>
        {
            using Fetching fetching = new(o => o.Ports = "*", new ScriptedResolver { Otherwise = [] });
            string? reason = fetching.Fetcher.WhyRefused(url);
            FetchException e = Assert.Throws<FetchException>(
                () => fetching.Fetcher.FetchAsync(url, Stream.Null, CancellationToken.None).GetAwaiter().GetResult());
            Assert.True(reason is null || reason == e.Message + ".", $"{reason} / {e.Message}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void KindOf_AddressEmbeddedInIPv6_IsNoMorePublic() =>
        Prop.ForAll(AnyAddress, bytes =>
        {
            System.Net.IPAddress address = new(bytes);
            AddressKind kind = AddressRules.KindOf(address);
            if (bytes.Length == 4)
            {
                Assert.Equal(kind, AddressRules.KindOf(address.MapToIPv6()));
                byte[] nat64 = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes];
                byte[] sixToFour = [0x20, 0x02, .. bytes, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
                byte[] isatap = [0x2A, 0, 0x14, 0x50, 0, 0, 0, 0, 0, 0, 0x5E, 0xFE, .. bytes];
                Assert.All(
                    new[] { nat64, sixToFour, isatap },
                    v6 => Assert.Equal(kind == AddressKind.Public, AddressRules.KindOf(new System.Net.IPAddress(v6)) == AddressKind.Public));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
