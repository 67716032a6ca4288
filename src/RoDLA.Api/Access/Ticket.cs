namespace RoDLA.Api.Access;

/// <summary>A ticket for one WebSocket or event stream: <c>?ticket=...</c>.</summary>
/// <param name="Value">The ticket.</param>
/// <param name="ExpiresAt">When it is no longer valid, UTC.</param>
public sealed record Ticket([property: JsonPropertyName("ticket")] string Value, DateTimeOffset ExpiresAt);
