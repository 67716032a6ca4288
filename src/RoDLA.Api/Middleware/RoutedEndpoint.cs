using Microsoft.AspNetCore.Diagnostics;

namespace RoDLA.Api.Middleware;

/// <summary>The endpoint of a request, also after the exception handler has cleared it.</summary>
internal static class RoutedEndpoint
{
    /// <summary>The endpoint; null when none was found.</summary>
    public static Endpoint? Of(HttpContext context) =>
        context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
}
