using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using RoDLA.Api.Errors;
using RoDLA.Api.Middleware;

namespace RoDLA.Api.Access;

/// <summary>Answers a request that may not do what it asks for, and writes it to the log.</summary>
internal sealed partial class AccessRefusal(ILogger<AccessRefusal> logger) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            return next(context);
        }

        ApiException refusal = authorizeResult.Forbidden
            ? new ApiException(
                ProblemKind.Forbidden,
                $"The key {Caller.Name(context.User)} does not have the role '{RoleOf(context)}'.")
            : new ApiException(
                ProblemKind.Unauthorized,
                context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is { } failure
                    ? failure.Message
                    : $"Send an API key in the header {ApiKeyHandler.HeaderName}, or as 'Authorization: Bearer ...'.");
        LogRefused(
            context.Request.Method,
            LogText.Clean(context.Request.Path),
            refusal.Message,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            context.TraceIdentifier);
        throw refusal;
    }

    private static string RoleOf(HttpContext context) => ReportJson.Word(RequiredRole.Of(context.GetEndpoint()?.Metadata)!.Value);

    [LoggerMessage(4032, LogLevel.Warning, "Refused {Method} {Path}: {Reason} From {Address}, {RequestId}")]
    private partial void LogRefused(string method, string path, string reason, string address, string requestId);
}
