using Microsoft.AspNetCore.Authorization;
using RoDLA.Cli.Keys;

namespace RoDLA.Api.Access;

/// <summary>
/// Endpoint metadata: the role that it needs. An endpoint without it needs <see cref="AccessRole.Read"/> for GET, and
/// <see cref="AccessRole.Submit"/> for every other method.
/// </summary>
/// <param name="Role">The role.</param>
internal sealed record RequiredRole(AccessRole Role)
{
    /// <summary>The role that an endpoint needs; null when everyone may use it.</summary>
    /// <param name="endpoint">Metadata of the endpoint; null when there is none, which needs <see cref="AccessRole.Read"/>.</param>
    public static AccessRole? Of(EndpointMetadataCollection? endpoint)
    {
        if (endpoint?.GetMetadata<IAllowAnonymous>() is not null)
        {
            return null;
        }

        bool changes = endpoint?.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(m => !IsSafe(m)) ?? false;
        return endpoint?.GetMetadata<RequiredRole>()?.Role ?? (changes ? AccessRole.Submit : AccessRole.Read);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
