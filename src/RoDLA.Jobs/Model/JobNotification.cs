namespace RoDLA.Jobs.Model;

/// <summary>Recipients of the notification at the end of a job.</summary>
/// <param name="WebhookUrl">URL for a signed POST; null for none.</param>
/// <param name="Email">Address for an email; null for none.</param>
public sealed record JobNotification(string? WebhookUrl, string? Email);
