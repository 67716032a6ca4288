namespace RoDLA.Jobs.Fetching;

/// <summary>One entry of a list of hosts.</summary>
/// <param name="Host">A normalized name or IP address; with <paramref name="IsSuffix"/> the required end of a name, dot included.</param>
/// <param name="IsSuffix">Whether it matches every name below.</param>
/// <param name="Port">Its port; null for the ports that are open for all hosts.</param>
internal sealed record HostPattern(string Host, bool IsSuffix, int? Port)
{
    /// <summary>Parses an entry; null when it is invalid.</summary>
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

    /// <summary>Whether a normalized host matches at a port.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    /// <param name="isOpen">Whether that port is open for all hosts.</param>
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
