using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Access;

/// <summary>Registers who may use the service.</summary>
internal static class AccessSetup
{
    private const int TokenParts = 3;

    /// <summary>Adds API keys, tickets and, when a provider is configured, tokens of it.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<KeyRing>().AddSingleton<TicketStore>();
        AccessOptions access = configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        AuthenticationBuilder schemes = services.AddAuthentication(ApiKeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, options =>
                options.ForwardDefaultSelector = context => access.JwtAuthority.Length > 0 && IsToken(context.Request)
                    ? JwtBearerDefaults.AuthenticationScheme
                    : null);
        if (access.JwtAuthority.Length > 0)
        {
            schemes.AddJwtBearer(options =>
            {
                options.Authority = access.JwtAuthority;
                options.Audience = access.JwtAudience;
                options.MapInboundClaims = false;
                options.RequireHttpsMetadata = !new Uri(access.JwtAuthority).IsLoopback;
                options.TokenValidationParameters.NameClaimType = "sub";
                options.TokenValidationParameters.RoleClaimType = access.JwtRoleClaim;
            });
        }

        services.AddOptions<SwaggerGenOptions>().Configure(AccessFilter.Configure);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessRefusal>();
        services.AddAuthorization().AddOptions<AuthorizationOptions>().Configure<IOptions<AccessOptions>>((authorization, options) =>
            authorization.FallbackPolicy = options.Value.IsOn
                ? new AuthorizationPolicyBuilder().AddRequirements(new RoleRequirement()).Build()
                : null);
        services.AddSingleton<IAuthorizationHandler, RoleRequirement>();
        return services;
    }

    /// <summary>Lets only callers through that may do what they ask for, and logs what they change; all callers when there are neither keys nor
    /// tokens.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        _ = app.ApplicationServices.GetRequiredService<KeyRing>(); // A wrong file stops the start.
        return app.UseAuthentication().UseAuthorization().UseMiddleware<ChangeLog>();
    }

    // A key has no dots.
    private static bool IsToken(HttpRequest request) =>
        ApiKeyHandler.BearerToken(request) is { } token && token.Split('.').Length == TokenParts;
}
