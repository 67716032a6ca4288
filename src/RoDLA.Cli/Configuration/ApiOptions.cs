namespace RoDLA.Cli.Configuration;

/// <summary>Where the service listens, and how long a request may take.</summary>
public sealed class ApiOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Api";

    /// <summary>Address to listen on: an IP address, <c>localhost</c>, or <c>*</c> for all.</summary>
    /// <value>The default is <c>127.0.0.1</c>: other machines cannot reach the service.</value>
    [Required]
    [ListenAddress]
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port; 0 picks a free one.</summary>
    /// <value>The default is 8000; 0 to 65,535.</value>
    [Range(0, 65_535)]
    public int Port { get; set; } = 8000;

    /// <summary>Confidence threshold of a request that names none.</summary>
    /// <value>The default is 0.3; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public float DefaultThreshold { get; set; } = 0.3f;

    /// <summary>Longest that a request may take before it is answered 503, upload included.</summary>
    /// <value>The default is 300 seconds; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long in-flight requests may take to complete after the service was asked to stop.</summary>
    /// <value>The default is 25 seconds, within the 30 of container platforms; 0 to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Connections at once; one more is answered 503. Fewer when the limit of open files (<c>ulimit -n</c>) has no room for them.
    /// </summary>
    /// <value>The default is 1,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 1000;

    /// <summary>
    /// Connections at once of one IPv4 address, or of one IPv6 network of 64 bits; one more is answered 503. Behind a proxy all clients
    /// have its address.
    /// </summary>
    /// <value>The default is 500; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerAddress { get; set; } = 500;

    /// <summary>
    /// A second TCP port that answers health alone, with connections of its own, so that probes reach a service whose other connections are
    /// all in use; 0 for none.
    /// </summary>
    /// <value>The default is 0; 0 to 65,535.</value>
    [Range(0, 65_535)]
    public int ManagementPort { get; set; }

    /// <summary>
    /// A TCP port that answers <c>/metrics</c> alone, without a key; 0 for none: then it is on the usual port, for the role read.
    /// </summary>
    /// <value>The default is 0; 0 to 65,535.</value>
    [Range(0, 65_535)]
    public int MetricsPort { get; set; }

    /// <summary>Web origins whose pages may call the service (CORS), separated by commas; <c>*</c> allows all.</summary>
    /// <value>The default is empty: none.</value>
    [CorsOrigins]
    public string CorsOrigins { get; set; } = "";
}
