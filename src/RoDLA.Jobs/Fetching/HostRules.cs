namespace RoDLA.Jobs.Fetching;

/// <summary>Rules about names of hosts.</summary>
internal static class HostRules
{
    private const int MaxNameLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>
    /// Suffixes that are never public: RFC 6761 (localhost, invalid, test), RFC 6762 with its appendix G (local, and what
    /// home and company networks use), RFC 8375 (home.arpa), ICANN 2024 (internal), RFC 7686 (onion).
    /// </summary>
    private static readonly string[] InnerEndings =
    [
        ".localhost", ".local", ".internal", ".localdomain", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa", ".invalid",
        ".test", ".onion",
    ];

    /// <summary>Public names of cloud metadata services.</summary>
    private static readonly FrozenSet<string> MetadataNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "metadata.goog", "metadata.azure.com", "metadata.tencentyun.com", "metadata.packet.net", "metadata.platformequinix.com",
        "api.metadata.cloud.ibm.com");

    /// <summary>The normal form: lower case, no trailing dot, IPv6 without brackets.</summary>
    public static string Normalize(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    /// <summary>
    /// Whether it is a valid name: letters, digits, hyphens and underscores between dots, and no number at the end, which a resolver may
    /// read as an IPv4 address in an old form (URL Standard, "ends in a number").
    /// </summary>
    public static bool IsName(string host)
    {
        if (host.Length is 0 or > MaxNameLength)
        {
            return false;
        }

        string[] labels = host.Split('.');
        return labels.All(l => l.Length is > 0 and <= MaxLabelLength && l.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            && !labels[^1].All(char.IsAsciiDigit)
            && !(labels[^1].StartsWith("0x", StringComparison.Ordinal) && labels[^1][2..].All(char.IsAsciiHexDigit));
    }

    /// <summary>Whether a name belongs to this machine or a private network.</summary>
    public static bool IsInner(string name) =>
        !name.Contains('.', StringComparison.Ordinal)
        || MetadataNames.Contains(name)
        || InnerEndings.Any(e => name.EndsWith(e, StringComparison.Ordinal));
}
