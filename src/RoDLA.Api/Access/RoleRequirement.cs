using Microsoft.AspNetCore.Authorization;

namespace RoDLA.Api.Access;

/// <summary>The rule of every endpoint: the caller has the role that <see cref="RequiredRole"/> asks for.</summary>
internal sealed class RoleRequirement : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        HttpContext? http = context.Resource as HttpContext;
        EndpointMetadataCollection? endpoint = http?.GetEndpoint()?.Metadata;
        bool isOpen = endpoint?.GetMetadata<OpenPort>() is { Port: > 0 and var port } && http?.Connection.LocalPort == port;
        if (isOpen || RequiredRole.Of(endpoint) is not { } role || Caller.Has(context.User, role))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
