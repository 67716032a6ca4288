namespace RoDLA.Cli.Configuration;

/// <summary>Web origins separated by commas, each a scheme, a host and perhaps a port; or <c>*</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CorsOriginsAttribute : ValidationAttribute
{
    public CorsOriginsAttribute()
        : base("must be '*' or origins such as 'https://example.org:8443', separated by commas, without a path.")
    {
    }

    /// <summary>The single origins of a list.</summary>
    public static string[] Split(string origins) =>
        origins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public override bool IsValid(object? value) => value is string origins && (origins is "*" || Split(origins).All(IsOrigin));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && uri.Scheme is "http" or "https"
        && text.Equals(uri.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
}
