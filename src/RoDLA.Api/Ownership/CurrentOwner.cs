using System.Security.Claims;
using RoDLA.Cli.Keys;

namespace RoDLA.Api.Ownership;

/// <summary>
/// The key of the request that is being answered. A key sees what it made; the role admin, work without a request, and every request of a
/// service without keys see everything.
/// </summary>
internal sealed class CurrentOwner(IHttpContextAccessor requests, IOptions<AccessOptions> access) : IOutputOwner
{
    /// <summary>Owner of what the request makes; null when there are no keys.</summary>
    public string? Name => Caller is { } caller ? Access.Caller.Name(caller) : null;

    /// <inheritdoc/>
    /// <remarks>What the role admin saves lies in the folder itself: its files are no secret from another administrator.</remarks>
    string? IOutputOwner.Name => Caller is { } caller && Access.Caller.Has(caller, AccessRole.Admin) ? null : Name;

    private ClaimsPrincipal? Caller => access.Value.IsOn ? requests.HttpContext?.User : null;

    /// <summary>Whether the request may see what <paramref name="owner"/> made.</summary>
    public bool MaySee(string? owner) =>
        Caller is not { } caller
        || Access.Caller.Has(caller, AccessRole.Admin)
        || (owner is not null && owner == Access.Caller.Name(caller));
}
