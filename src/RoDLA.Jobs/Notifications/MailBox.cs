using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace RoDLA.Jobs.Notifications;

/// <summary>Parses an email address: exactly one, without a display name, and without characters that could inject a header.</summary>
internal static class MailBox
{
    private const int MaxLength = 254;

    /// <summary>Parses an address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        return text.Length <= MaxLength
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out address)
            && address.Address.Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
