namespace RoDLA.Jobs.Fetching;

/// <summary>Which URLs and IP addresses the service may call; checked for every URL, redirect and connection.</summary>
internal sealed class CallPolicy
{
    private const int MaxUrlLength = 8192;
    private const string InvalidName = "the name of its host is not valid";
    private readonly HostPattern[] _trusted;
    private readonly FrozenSet<int>? _ports;
    private readonly bool _onlyTrusted;

    /// <summary>Reads the rules from the configuration.</summary>
    public CallPolicy(IOptions<FetchOptions> options)
    {
        _trusted = HostListAttribute.Parse(options.Value.AllowedHosts);
        _ports = PortListAttribute.Parse(options.Value.Ports);
        _onlyTrusted = options.Value.OnlyAllowedHosts;
    }

    /// <summary>Parses a URL from a client.</summary>
    /// <returns>Why it must not be called, as the end of a sentence; null when it may be.</returns>
    public string? WhyRefused(string url, out Uri? address)
    {
        address = null;
        if (url.Length > MaxUrlLength)
        {
            return $"its address is longer than {MaxUrlLength} characters";
        }

        // Parsers disagree about these: one could check another URL than the next one calls.
        if (url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
        {
            return "its address has white space, control characters or backslashes in it";
        }

        return Uri.TryCreate(url, UriKind.Absolute, out address) ? WhyRefused(address) : "its address is not a URL";
    }

    /// <summary>Why a URL must not be called by its form, as the end of a sentence; null when it may be.</summary>
    public string? WhyRefused(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
        {
            return "only http and https addresses are called";
        }

        if (address.UserInfo.Length > 0)
        {
            return "its address carries a user name or a password";
        }

        if (Host(address) is not { } host)
        {
            return InvalidName;
        }

        bool isTrusted = IsTrusted(host, address.Port);
        if (_onlyTrusted && !isTrusted)
        {
            return "its host is not one that this service is configured to call";
        }

        if (!isTrusted && !IsOpen(address.Port))
        {
            return $"port {address.Port} is not one that this service is configured to call";
        }

        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return MayConnect(host, address.Port, literal) ? null : "its host is not at a public address";
        }

        if (!HostRules.IsName(host))
        {
            return InvalidName;
        }

        return !isTrusted && HostRules.IsInner(host) ? "its host is not a public one" : null;
    }

    /// <summary>Whether a connection to a host may use one of its IP addresses.</summary>
    public bool MayConnect(string host, int port, IPAddress address) => AddressRules.KindOf(address) switch
    {
        AddressKind.Public => true,
        AddressKind.Private => IsTrusted(HostRules.Normalize(host), port),
        _ => false,
    };

    private static string? Host(Uri address)
    {
        try
        {
            return HostRules.Normalize(address.IdnHost);
        }
        catch (UriFormatException)
        {
            // Invalid characters in the name are detected only here.
            return null;
        }
    }

    private bool IsTrusted(string host, int port) => _trusted.Any(p => p.Matches(host, port, IsOpen(port)));

    private bool IsOpen(int port) => _ports is null || _ports.Contains(port);
}
