using System.ComponentModel.DataAnnotations;

namespace RoDLA.Jobs.Notifications;

/// <summary>An email address, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailBoxAttribute() : ValidationAttribute("must be an e-mail address such as 'layout@example.org', or empty.")
{
    public override bool IsValid(object? value) => value is "" || (value is string text && MailBox.TryParse(text, out _));
}
