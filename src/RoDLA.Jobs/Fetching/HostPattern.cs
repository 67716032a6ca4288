using System.Net;

namespace RoDLA.Jobs.Fetching;

/// <summary>One entry of a list of hosts.</summary>
/// <param name="Host">A name or an address as <see cref="HostRules.Normalize"/> has it; what a name must end with, dot included, when <paramref name="IsSuffix"/>.</param>
/// <param name="IsSuffix">Whether every name below is meant.</param>
/// <param name="Port">Its port; null for the ports that may be called anyway.</param>
internal sealed record HostPattern(string Host, bool IsSuffix, int? Port)
{
    /// <summary>Reads an entry; null when it is none.</summary>
    public static HostPattern? TryParse(string text)
    {
        (string host, string? portText) = Split(text);
        int? port = null;
        if (portText is not null && (port = PortListAttribute.Port(portText)) is null)
        {
            return null;
        }

        bool isSuffix = host.StartsWith("*.", StringComparison.Ordinal);
        string name = HostRules.Normalize(isSuffix ? host[2..] : host);
        bool isAddress = IPAddress.TryParse(name, out IPAddress? address);
        if (isSuffix ? isAddress || !HostRules.IsName(name) : !isAddress && !HostRules.IsName(name))
        {
            return null;
        }

        return new HostPattern(isSuffix ? "." + name : address?.ToString() ?? name, isSuffix, port);
    }

    /// <summary>Whether a host, normalized, is meant at this port.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port that is called.</param>
    /// <param name="isOpen">Whether that port may be called anyway.</param>
    public bool Matches(string host, int port, bool isOpen) =>
        (Port is { } own ? own == port : isOpen)
        && (IsSuffix ? host.Length > Host.Length && host.EndsWith(Host, StringComparison.Ordinal) : host == Host);

    private static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            int close = text.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? ("", null)
                : close == text.Length - 1 ? (text[1..close], null)
                : text[close + 1] == ':' ? (text[1..close], text[(close + 2)..])
                : ("", null);
        }

        // More than one colon is an IPv6 address without brackets, which has no port.
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || text.LastIndexOf(':') != colon ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }
}
