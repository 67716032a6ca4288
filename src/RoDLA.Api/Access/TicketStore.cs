using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;

namespace RoDLA.Api.Access;

/// <summary>
/// Tickets for browsers, which cannot send a key with a WebSocket or an event stream: each is valid once, for a short time, for the caller
/// who asked for it. They live in memory.
/// </summary>
internal sealed class TicketStore(IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>Most tickets that wait to be used.</summary>
    public const int MaxTickets = 10_000;

    private const int TicketBytes = 24;

    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Caller, DateTimeOffset ExpiresAt)> _tickets =
        new(StringComparer.Ordinal);

    /// <summary>Makes a ticket; null when too many wait to be used.</summary>
    public Ticket? Create(ClaimsPrincipal caller)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((string old, (_, DateTimeOffset expiresAt)) in _tickets)
        {
            if (expiresAt <= now)
            {
                _tickets.TryRemove(old, out _);
            }
        }

        if (_tickets.Count >= MaxTickets)
        {
            return null;
        }

        Ticket ticket = new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TicketBytes)), now + options.Value.TicketLifetime);
        _tickets[ticket.Value] = (caller, ticket.ExpiresAt);
        return ticket;
    }

    /// <summary>Uses a ticket up: the caller it was made for; null when it is not valid.</summary>
    public ClaimsPrincipal? Use(string ticket) =>
        _tickets.TryRemove(ticket, out (ClaimsPrincipal Caller, DateTimeOffset ExpiresAt) found) && found.ExpiresAt > time.GetUtcNow()
            ? found.Caller
            : null;
}
