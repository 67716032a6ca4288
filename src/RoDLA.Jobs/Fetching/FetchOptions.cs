using System.ComponentModel.DataAnnotations;

namespace RoDLA.Jobs.Fetching;

/// <summary>
/// What the service may call by itself: addresses of images that requests name, and webhooks. By default that is the public internet
/// and nothing else.
/// </summary>
public sealed class FetchOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Fetch";

    /// <summary>Whether images are fetched by address at all.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Hosts that are trusted, separated by commas: <c>scans.example.org</c>, <c>*.example.org</c> (every name below it, not itself),
    /// <c>10.0.0.7</c>, <c>[fd00::7]</c>, each perhaps with a port (<c>nas.local:9000</c>), which is open for that host then. A host of
    /// this list may be on a private network; a pattern should be one below which every name is your own. Link-local addresses, those of
    /// cloud metadata services among them, stay closed to all.
    /// </summary>
    /// <value>The default is empty: private addresses are closed.</value>
    [Required(AllowEmptyStrings = true)]
    [HostList]
    public string AllowedHosts { get; set; } = "";

    /// <summary>Whether nothing is called but the hosts of <see cref="AllowedHosts"/>.</summary>
    /// <value>The default is false: public hosts may be called too.</value>
    public bool OnlyAllowedHosts { get; set; }

    /// <summary>Ports that may be called, separated by commas; the four that web servers use. <c>*</c> for any.</summary>
    /// <value>The default is <c>80,443,8080,8443</c>.</value>
    [Required]
    [PortList]
    public string Ports { get; set; } = "80,443,8080,8443";

    /// <summary>Largest image, in MiB.</summary>
    /// <value>The default is 10; 1 to 2,048.</value>
    [Range(1, 2048)]
    public int MaxFileMegabytes { get; set; } = 10;

    /// <summary>Redirects that are followed, each checked like the first address.</summary>
    /// <value>The default is 3; 0 to 10.</value>
    [Range(0, 10)]
    public int MaxRedirects { get; set; } = 3;

    /// <summary>Longest that finding and connecting to a host may take.</summary>
    /// <value>The default is 3 seconds; 0.1 seconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest that fetching one image may take, redirects included.</summary>
    /// <value>The default is 30 seconds; 0.1 seconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary><see cref="MaxFileMegabytes"/> in bytes.</summary>
    internal long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;
}
