using RoDLA.Api.Inference.Status;

namespace RoDLA.Api.Inference.Results;

/// <summary>An answer of JSON lines, one for each image as it ends.</summary>
internal sealed class LinesResult(JobImages images, string jobId, int? onlyIndex) : IResult
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/jsonl";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = $"{ContentType}; charset=utf-8";
        response.Headers.CacheControl = "no-store";

        // Some proxies buffer a body until it is long.
        response.Headers["X-Accel-Buffering"] = "no";
        await response.Body.FlushAsync(httpContext.RequestAborted);
        try
        {
            await foreach ((JobSnapshot job, int index, StoredReport? report)
                in images.FollowAsync(jobId, httpContext.RequestAborted))
            {
                if (onlyIndex is not null && index != onlyIndex)
                {
                    continue;
                }

                object line = report is not null ? ImageResult.Of(job, index, report)
                    : job.Items[index].State == ItemState.Failed ? FailedImage.Of(job, index)
                    : new CancelledImage(FileId.Of(job.Definition, index), job.Definition.Items[index].Name, "cancelled");
                await JsonSerializer.SerializeAsync(response.Body, line, line.GetType(), ReportJson.Options, httpContext.RequestAborted);
                await response.Body.WriteAsync("\n"u8.ToArray(), httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
                if (onlyIndex is not null)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client left, or the service stops: the client sees a body without an end.
            httpContext.Abort();
        }
    }

    /// <summary>An image of a cancelled job that was not processed.</summary>
    private sealed record CancelledImage(string FileId, string Filename, string Status);
}
