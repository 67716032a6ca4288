namespace RoDLA.Jobs.Model;

/// <summary>Who is told when a job ends.</summary>
/// <param name="WebhookUrl">Gets a signed POST; null for nobody.</param>
/// <param name="Email">Gets a letter; null for nobody.</param>
public sealed record JobNotification(string? WebhookUrl, string? Email);
