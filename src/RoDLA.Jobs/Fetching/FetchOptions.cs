namespace RoDLA.Jobs.Fetching;

/// <summary>
/// URLs that the service may call: images that requests name, and webhooks. By default only the public internet.
/// </summary>
public sealed class FetchOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Fetch";

    /// <summary>Whether images are fetched by URL.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Trusted hosts, separated by commas: <c>scans.example.org</c>, <c>*.example.org</c> (every name below it, not itself),
    /// <c>10.0.0.7</c>, <c>[fd00::7]</c>, optionally with a port (<c>nas.local:9000</c>), which is then open for that host. A trusted host
    /// may be on a private network; use a pattern only where every name below it is your own. Link-local addresses, with those of cloud
    /// metadata services, are never called.
    /// </summary>
    /// <value>The default is empty: private addresses are refused.</value>
    [Required(AllowEmptyStrings = true)]
    [HostList]
    public string AllowedHosts { get; set; } = "";

    /// <summary>Whether only the hosts of <see cref="AllowedHosts"/> are called.</summary>
    /// <value>The default is false: public hosts are called too.</value>
    public bool OnlyAllowedHosts { get; set; }

    /// <summary>Ports that may be called, separated by commas; <c>*</c> for any.</summary>
    /// <value>The default is <c>80,443,8080,8443</c>.</value>
    [Required]
    [PortList]
    public string Ports { get; set; } = "80,443,8080,8443";

    /// <summary>Largest image, in MiB.</summary>
    /// <value>The default is 10; 1 to 2,048.</value>
    [Range(1, 2048)]
    public int MaxFileMegabytes { get; set; } = 10;

    /// <summary>Most redirects; each is checked like the first URL.</summary>
    /// <value>The default is 3; 0 to 10.</value>
    [Range(0, 10)]
    public int MaxRedirects { get; set; } = 3;

    /// <summary>Time limit for resolving a host and connecting to it.</summary>
    /// <value>The default is 3 seconds; 0.1 seconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time limit for fetching one image, redirects included.</summary>
    /// <value>The default is 30 seconds; 0.1 seconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;
}
