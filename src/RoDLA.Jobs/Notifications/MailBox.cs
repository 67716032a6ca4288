using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace RoDLA.Jobs.Notifications;

/// <summary>Reads e-mail addresses: one, without a display name, without anything that could become a header of its own.</summary>
internal static class MailBox
{
    private const int LongestAddress = 254;

    /// <summary>Reads an address.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        return text.Length <= LongestAddress
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out address)
            && address.Address.Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
