using RoDLA.Api.Errors;

namespace RoDLA.Api.Web;

/// <summary>The web page, a client of the API in the browser. Its files are open; what it asks of the API needs the key as anything does.</summary>
internal static class WebEndpoints
{
    private const string IndexFile = "index.html";
    private const string IconFile = "favicon.svg";

    // Pictures are made by the page from what was dropped on it (blob) and from charts in answers (data).
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Adds the files.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services) => services.AddSingleton<WebFiles>().AddSingleton<SampleFiles>();

    /// <summary>Maps <c>/</c>, the files of the page and the samples.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        group.MapGet("/", GetIndex);
        group.MapGet("/favicon.svg", GetIcon);
        group.MapGet("/css/{**name}", GetStyle);
        group.MapGet("/js/{**name}", GetScript);
        group.MapGet("/samples", GetSamples);
        group.MapGet("/samples/{name}", GetSample);
        return app;
    }

    public static FileContentHttpResult GetIndex(HttpContext context, WebFiles files)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        return GetFile(context, files, IndexFile);
    }

    public static FileContentHttpResult GetIcon(HttpContext context, WebFiles files) => GetFile(context, files, IconFile);

    public static FileContentHttpResult GetStyle(HttpContext context, WebFiles files, string name) => GetFile(context, files, $"css/{name}");

    public static FileContentHttpResult GetScript(HttpContext context, WebFiles files, string name) => GetFile(context, files, $"js/{name}");

    public static Ok<IReadOnlyList<Sample>> GetSamples(SampleFiles samples) => TypedResults.Ok(samples.All);

    public static PhysicalFileHttpResult GetSample(SampleFiles samples, string name) => samples.Find(name) is (var path, var type)
        ? TypedResults.PhysicalFile(path, type)
        : throw NotFound($"There is no sample '{name}'.");

    private static FileContentHttpResult GetFile(HttpContext context, WebFiles files, string name)
    {
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return files.Find(name)?.Answer(context) ?? throw NotFound($"The web page has no file '{name}'.");
    }

    private static ApiException NotFound(string detail) => new(ProblemKind.NotFound, detail);
}
