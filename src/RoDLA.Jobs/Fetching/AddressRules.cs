using System.Net.Sockets;

namespace RoDLA.Jobs.Fetching;

/// <summary>
/// Classifies IP addresses by the IANA registries of special-purpose addresses (RFC 6890 and later). Of IPv6 only global unicast and the
/// well-known NAT64 prefix are public; an embedded IPv4 address is classified itself.
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] PrivateNetworks = Networks(
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // RFC 1918
        "127.0.0.0/8", "::1/128",                        // loopback
        "100.64.0.0/10",                                 // carrier-grade NAT, RFC 6598
        "198.18.0.0/15",                                 // benchmarks, RFC 2544
        "fc00::/7", "fec0::/10");                        // unique local, site-local

    private static readonly IPNetwork[] ClosedNetworks = Networks(
        "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128", "fd20:ce::254/128", // cloud metadata outside of 169.254/16
        "0.0.0.0/8", "169.254.0.0/16",                                                     // this network, link-local
        "192.0.0.0/24", "192.88.99.0/24",                                                  // protocol assignments, 6to4 relays
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",                               // documentation, RFC 5737
        "224.0.0.0/4", "240.0.0.0/4",                                                      // multicast; reserved and broadcast
        "2001::/23",                                                                       // protocol assignments: Teredo, ORCHID, ...
        "2001:db8::/32", "3fff::/20", "3ffe::/16");                                        // documentation; the former 6bone

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>The kind of an address.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        IPAddress plain = Plain(address);
        if (ClosedNetworks.Any(n => n.Contains(plain)))
        {
            return AddressKind.Closed;
        }

        if (PrivateNetworks.Any(n => n.Contains(plain)))
        {
            return AddressKind.Private;
        }

        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => AddressKind.Public,
            AddressFamily.InterNetworkV6 when GlobalUnicast.Contains(plain) || Nat64.Contains(plain) => KindOfCarried(plain),
            _ => AddressKind.Closed,
        };
    }

    /// <summary>The address without IPv6 mapping and scope.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    /// <summary>Public, unless the embedded IPv4 address that packets reach is not (RFC 6052, RFC 3056, RFC 5214).</summary>
    private static AddressKind KindOfCarried(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        ReadOnlySpan<byte> carried =
            Nat64.Contains(address) || IsIsatap(bytes) ? bytes.AsSpan(12) : SixToFour.Contains(address) ? bytes.AsSpan(2, 4) : [];
        return carried.IsEmpty || KindOf(new IPAddress(carried)) == AddressKind.Public ? AddressKind.Public : AddressKind.Closed;
    }

    private static bool IsIsatap(ReadOnlySpan<byte> address) => address[8..12] is [0 or 2, 0, 0x5E, 0xFE];

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
