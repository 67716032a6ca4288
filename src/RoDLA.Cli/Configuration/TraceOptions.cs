namespace RoDLA.Cli.Configuration;

/// <summary>Where traces are sent.</summary>
public sealed class TraceOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Traces";

    /// <summary>Address of an OpenTelemetry collector: <c>http://localhost:4317</c>.</summary>
    /// <value>The default is empty: there are no traces.</value>
    [RegularExpression(@"https?://[^\s@]+", ErrorMessage = "must be an address such as 'http://localhost:4317', or empty.")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary><c>grpc</c>, or <c>http</c> for protobuf over HTTP, to the path <c>/v1/traces</c> of the address.</summary>
    /// <value>The default is <c>grpc</c>.</value>
    [Required]
    [AllowedValues("grpc", "http", ErrorMessage = "must be grpc or http.")]
    public string OtlpProtocol { get; set; } = "grpc";

    /// <summary>Share of the traces that begin here and are kept. A trace that a client began is kept when the client keeps it.</summary>
    /// <value>The default is 1; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double Ratio { get; set; } = 1;
}
