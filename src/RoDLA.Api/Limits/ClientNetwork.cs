using System.Net;

namespace RoDLA.Api.Limits;

/// <summary>
/// What counts as one client without a key: an IPv4 address, or an IPv6 network of 64 bits, which one subscriber has to itself.
/// </summary>
internal static class ClientNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>The network of an address.</summary>
    public static IPAddress Of(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(Math.Min(NetworkBytes, bytes.Length)).Clear();
        return new IPAddress(bytes);
    }
}
