using System.Security.Claims;
using RoDLA.Cli.Keys;

namespace RoDLA.Api.Access;

/// <summary>Who sent a request.</summary>
internal static class Caller
{
    private const string Scheme = "ApiKey";

    /// <summary>The caller with a key.</summary>
    public static ClaimsPrincipal Of(ApiKey key) => new(
        new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, ReportJson.Word(key.Role))], Scheme));

    /// <summary>Name of the key or the subject of the token; null when the request has neither.</summary>
    public static string? Name(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true } identity ? identity.Name ?? user.FindFirstValue("sub") : null;

    /// <summary>Whether the caller has a role, or one with more rights.</summary>
    public static bool Has(ClaimsPrincipal user, AccessRole role) => Enum.GetValues<AccessRole>()
        .Any(granted => granted >= role && user.IsInRole(ReportJson.Word(granted)));
}
