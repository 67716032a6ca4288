using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using RoDLA.Api.Middleware;

namespace RoDLA.Api.Access;

/// <summary>Authenticates a request by its API key (<c>X-API-Key</c>, or <c>Authorization: Bearer</c>) or its ticket.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys, TicketStore tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>Header of a key.</summary>
    public const string HeaderName = "X-API-Key";

    private const string Bearer = "Bearer ";

    /// <summary>The token of an <c>Authorization: Bearer</c> header; null when there is none.</summary>
    public static string? BearerToken(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value[Bearer.Length..].Trim()
            : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        string? secret = Request.Headers[HeaderName].ToString() is { Length: > 0 } header ? header : BearerToken(Request);
        if (secret is not null)
        {
            return keys.Find(secret) is { } key ? Success(Caller.Of(key)) : AuthenticateResult.Fail("The API key is not valid.");
        }

        // A ticket only opens what a browser cannot send a header with.
        if (Request.Query["ticket"].ToString() is { Length: > 0 } ticket
            && Context.GetEndpoint()?.Metadata.GetMetadata<SameOriginOnly>() is not null)
        {
            return tickets.Use(ticket) is { } caller ? Success(caller) : AuthenticateResult.Fail("The ticket is not valid, or was used.");
        }

        return AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Success(ClaimsPrincipal caller) =>
        AuthenticateResult.Success(new AuthenticationTicket(caller, SchemeName));
}
