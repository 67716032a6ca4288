using Microsoft.AspNetCore.Http.HttpResults;

namespace RoDLA.Api.Docs;

/// <summary>The documentation that the service serves of itself; every asset comes from the service.</summary>
internal static class DocsEndpoints
{
    private const string SpecPath = "/openapi.json";

    // Both pages set styles in elements; ReDoc searches in a worker made from a blob.
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'";

    /// <summary>Maps <c>/openapi.json</c>, <c>/docs</c> (Swagger UI) and <c>/redoc</c>.</summary>
    public static IEndpointRouteBuilder MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapGet(SpecPath, GetOpenApiAsync).ExcludeFromDescription();
        app.MapGet("/openapi/v1.json", GetOpenApiAsync).ExcludeFromDescription();
        app.MapSwaggerUI("docs", options =>
        {
            options.DocumentTitle = "RoDLA API";
            options.SwaggerEndpoint(SpecPath, "RoDLA API");
            options.EnableTryItOutByDefault();
            options.DisplayRequestDuration();
        });
        app.MapReDoc("redoc", options =>
        {
            options.DocumentTitle = "RoDLA API";
            options.SpecUrl = SpecPath;
            options.IndexStream = static () => EmbeddedFile.Open("redoc.html");
        });
        return app;
    }

    /// <summary>Lets the pages of <see cref="MapDocs"/> load their own scripts and styles.</summary>
    public static IApplicationBuilder UseDocsPolicy(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/docs") || context.Request.Path.StartsWithSegments("/redoc"))
        {
            context.Response.Headers.ContentSecurityPolicy = PagePolicy;
        }

        return next(context);
    });

    /// <summary>The OpenAPI document.</summary>
    public static async Task<FileContentHttpResult> GetOpenApiAsync(OpenApiText document, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await document.GetAsync(cancellationToken), "application/json; charset=utf-8");
}
