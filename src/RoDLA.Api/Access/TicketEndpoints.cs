using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Cli.Keys;

namespace RoDLA.Api.Access;

/// <summary>Tickets for browsers.</summary>
internal static class TicketEndpoints
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Maps <c>/api/v1/tickets</c>.</summary>
    public static IEndpointRouteBuilder MapTickets(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/tickets", Create).WithName("createTicket").WithTags("Access")
            .WithMetadata(new RequiredRole(AccessRole.Read))
            .WithMetadata(new OperationDescription { Problems = [ProblemKind.OriginRefused, ProblemKind.Busy] });
        return app;
    }

    /// <summary>Makes a ticket for a WebSocket or an event stream</summary>
    /// <remarks>
    /// A browser cannot send a key with them. A ticket is valid once, for 30 seconds, with the rights of the key that asked for it: connect
    /// to `/api/v1/batch/{job_id}/ws?ticket=...`. A key in an address is refused, because addresses are written to logs.
    /// </remarks>
    public static Ok<Ticket> Create(HttpContext context, TicketStore tickets)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(tickets.Create(context.User)
            ?? throw new ApiException(ProblemKind.Busy, "Too many tickets wait to be used; try again later.") { RetryAfter = RetryAfter });
    }
}
