using Microsoft.AspNetCore.Authorization;

namespace RoDLA.Api.Access;

/// <summary>The rule of every endpoint: the caller has the role that <see cref="RequiredRole"/> asks for.</summary>
internal sealed class RoleRequirement : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        Endpoint? endpoint = (context.Resource as HttpContext)?.GetEndpoint();
        if (RequiredRole.Of(endpoint?.Metadata) is not { } role || Caller.Has(context.User, role))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
