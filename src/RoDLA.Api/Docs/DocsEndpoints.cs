namespace RoDLA.Api.Docs;

/// <summary>The documentation that the service serves of itself; every asset comes from the service.</summary>
internal static class DocsEndpoints
{
    private const string SpecPath = "/openapi.json";

    // Both pages set styles in elements; ReDoc holds a font in its styles, and searches in a worker made from a blob.
    private const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "worker-src 'self' blob:; frame-ancestors 'none'";

    /// <summary>Maps <c>/openapi.json</c>, <c>/docs</c> (Swagger UI) and <c>/redoc</c>.</summary>
    public static IEndpointRouteBuilder MapDocs(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder pages = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        pages.MapGet(SpecPath, GetOpenApiAsync);
        pages.MapGet("/openapi/v1.json", GetOpenApiAsync);
        pages.MapGet("/docs/files.js", GetFilesScript);
        pages.MapGet("/redoc/redoc.standalone.js", RedocScript.Get);
        pages.MapSwaggerUI("docs", options =>
        {
            options.DocumentTitle = OpenApiSetup.Title;
            options.SwaggerEndpoint(SpecPath, OpenApiSetup.Title);
            options.EnableTryItOutByDefault();
            options.DisplayRequestDuration();
            options.InjectJavascript("files.js");
        });
        pages.MapReDoc("redoc", options =>
        {
            options.DocumentTitle = OpenApiSetup.Title;
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

    /// <summary>The script that gives Swagger UI one input for many files.</summary>
    public static FileStreamHttpResult GetFilesScript() =>
        TypedResults.Stream(EmbeddedFile.Open("swagger-files.js"), "text/javascript; charset=utf-8");

    public static async Task<FileContentHttpResult> GetOpenApiAsync(OpenApiText document, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await document.GetAsync(cancellationToken), "application/json; charset=utf-8");
}
