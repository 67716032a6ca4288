namespace RoDLA.Cli.Configuration;

/// <summary>Who may use the service. Without keys and without tokens everyone may.</summary>
public sealed class AccessOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Access";

    /// <summary>One API key with every right, for an installation with one user.</summary>
    /// <value>The default is empty: none; at least 8 characters.</value>
    [RegularExpression(@"[\x21-\x7e]{8,256}", ErrorMessage = "must have 8 to 256 printable ASCII characters, without spaces.")]
    public string ApiKey { get; set; } = "";

    /// <summary>File with named API keys, their hashes and roles; the command <c>keys add</c> writes it. Changes count at once.</summary>
    /// <value>The default is empty: none.</value>
    public string KeysFile { get; set; } = "";

    /// <summary>Whether the service may listen on a public address although every client is let in.</summary>
    /// <value>The default is false.</value>
    public bool AllowAnonymous { get; set; }

    /// <summary>Address of the OpenID Connect provider whose tokens are accepted: <c>https://login.example.org/realm</c>.</summary>
    /// <value>The default is empty: tokens are not accepted.</value>
    [RegularExpression(@"https?://[^\s@]+", ErrorMessage = "must be an address such as 'https://example.org/realm', or empty.")]
    public string JwtAuthority { get; set; } = "";

    /// <summary>Audience that a token must name.</summary>
    /// <value>The default is <c>rodla-api</c>.</value>
    [Required]
    public string JwtAudience { get; set; } = "rodla-api";

    /// <summary>Claim of a token that holds the roles <c>read</c>, <c>submit</c> or <c>admin</c>.</summary>
    /// <value>The default is <c>roles</c>.</value>
    [Required]
    public string JwtRoleClaim { get; set; } = "roles";

    /// <summary>How long a ticket for a WebSocket or an event stream is valid.</summary>
    /// <value>The default is 30 seconds; 1 second to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TicketLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether clients must say who they are.</summary>
    internal bool IsOn => ApiKey.Length > 0 || KeysFile.Length > 0 || JwtAuthority.Length > 0;
}
