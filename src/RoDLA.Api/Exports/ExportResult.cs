using Microsoft.Net.Http.Headers;

namespace RoDLA.Api.Exports;

/// <summary>A response with pages as one file, streamed while it is made.</summary>
/// <param name="request">The format.</param>
/// <param name="source">The pages.</param>
internal sealed class ExportResult(ExportRequest request, ExportSource source) : IResult
{
    /// <summary>Media types of exports.</summary>
    public static IReadOnlyList<string> ContentTypes { get; } =
    [
        "application/jsonl", "application/xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip",
        "text/csv", "text/html", "text/markdown", "text/plain",
    ];

    /// <summary>Where the answer was saved; null when it was not.</summary>
    public string? SavedPath { get; init; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        ExportFile file = request.Exporter.FileOf(source, request.Options);
        response.ContentType = file.ContentType;
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        if (SavedPath is { } path)
        {
            response.Headers[SavedPathHeader.Name] = SavedPathHeader.ValueOf(path);
        }

        return request.Exporter.WriteAsync(source, request.Options, response.Body, httpContext.RequestAborted);
    }
}
