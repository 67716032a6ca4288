namespace RoDLA.Cli.Configuration;

/// <summary>Requests that a client may send. A client is an API key, or without one an address.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "RateLimits";

    /// <summary>Whether the limits a minute hold: <c>on</c> or <c>off</c>.</summary>
    /// <value>The default is <c>off</c>.</value>
    [Required]
    [AllowedValues("on", "off", ErrorMessage = "must be on or off.")]
    public string Mode { get; set; } = "off";

    /// <summary>Detections of a client a minute.</summary>
    /// <value>The default is 10; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int Detect { get; set; } = 10;

    /// <summary>Perturbations of a client a minute.</summary>
    /// <value>The default is 20; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int Perturb { get; set; } = 20;

    /// <summary>Other requests of a client a minute.</summary>
    /// <value>The default is 100; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int Other { get; set; } = 100;

    /// <summary>
    /// Requests of an API key at once; one more is answered 429, so that one key cannot take all places. Without API keys it does not
    /// count: connections of an address are limited.
    /// </summary>
    /// <value>The default is 256; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int ConcurrentPerKey { get; set; } = 256;

    /// <summary>
    /// Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count: addresses and networks, such as <c>10.0.0.0/8</c>,
    /// separated by
    /// commas.
    /// </summary>
    /// <value>The default is empty: none.</value>
    [Networks]
    public string TrustedProxies { get; set; } = "";
}
