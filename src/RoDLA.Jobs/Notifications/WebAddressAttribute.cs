namespace RoDLA.Jobs.Notifications;

/// <summary>An absolute http or https URL without user information, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressAttribute() : ValidationAttribute("must be an address such as 'https://example.org/path', or empty.")
{
    public override bool IsValid(object? value) =>
        value is "" || (value is string text && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0);
}
