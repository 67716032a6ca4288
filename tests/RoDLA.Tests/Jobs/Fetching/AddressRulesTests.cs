using System.Net;
using RoDLA.Jobs.Fetching;
using Xunit;

namespace RoDLA.Tests.Jobs.Fetching;

public sealed class AddressRulesTests
{
    /// <summary>Just outside of each private or reserved network.</summary>
    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("191.255.255.255")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.88.98.255")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("198.51.99.255")]
    [InlineData("203.0.114.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::")]
    [InlineData("2001:db7:ffff::")]
    [InlineData("2001:db9::")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:82b::200e")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    [InlineData("2a00:1450::5efe:8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    public void KindOf_PublicAddress_IsPublic(string address) => Assert.Equal(AddressKind.Public, AddressRules.KindOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("fd00::1")]
    public void KindOf_PrivateNetwork_IsPrivate(string address) => Assert.Equal(AddressKind.Private, AddressRules.KindOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1%3")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2a00:1450::5efe:127.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("100::1")]
    public void KindOf_ReservedAddress_IsClosedEvenToTrustedHosts(string address) =>
        Assert.Equal(AddressKind.Closed, AddressRules.KindOf(IPAddress.Parse(address)));

    [Fact]
    public void Plain_MappedOrScopedAddress_IsThePlainAddress()
    {
        Assert.Equal(IPAddress.Loopback, AddressRules.Plain(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.Equal(0, AddressRules.Plain(IPAddress.Parse("fe80::1%3")).ScopeId);
    }
}
