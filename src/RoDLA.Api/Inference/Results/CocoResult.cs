using RoDLA.Api.Exports;

namespace RoDLA.Api.Inference.Results;

/// <summary>An answer with a COCO export in it, streamed while it is made.</summary>
/// <param name="jobId">Id of the job.</param>
/// <param name="request">The format, which is one JSON document.</param>
/// <param name="source">The pages.</param>
internal sealed class CocoResult(string jobId, ExportRequest request, ExportSource source) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken aborted = httpContext.RequestAborted;
        Stream body = httpContext.Response.Body;
        httpContext.Response.ContentType = "application/json; charset=utf-8";

        // The id has no character that JSON escapes.
        string head = $$"""{"status":"success","data":{"job_id":"{{jobId}}","format":"{{request.Exporter.Name}}","coco":""";
        await body.WriteAsync(Encoding.ASCII.GetBytes(head), aborted);
        await request.Exporter.WriteAsync(source, request.Options, body, aborted);
        await body.WriteAsync("}}"u8.ToArray(), aborted);
    }
}
