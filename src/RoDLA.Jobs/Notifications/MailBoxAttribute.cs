using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace RoDLA.Jobs.Notifications;

/// <summary>An email address, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailBoxAttribute() : ValidationAttribute("must be an e-mail address such as 'layout@example.org', or empty.")
{
    private const int MaxLength = 254;

    /// <summary>Parses exactly one address, without a display name and without characters that could inject a header.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        return text.Length <= MaxLength
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out address)
            && address.Address.Equals(text, StringComparison.OrdinalIgnoreCase);
    }

    public override bool IsValid(object? value) => value is "" || (value is string text && TryParse(text, out _));
}
