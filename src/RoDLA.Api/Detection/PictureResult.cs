using System.Diagnostics;
using System.IO.Pipelines;
using RoDLA.Analysis.Telemetry;
using RoDLA.Api.Exports;

namespace RoDLA.Api.Detection;

/// <summary>Answers a page as a picture; headers tell what was done to it. Disposes the page.</summary>
/// <param name="page">The pixels.</param>
/// <param name="format">Kind of file.</param>
internal sealed class PictureResult(PagePicture page, PictureFormat format) : IResult
{
    private const string SeedHeader = "X-Perturbation-Seed";
    private const string AppliedHeader = "X-Perturbations-Applied";
    private const string FailedHeader = "X-Perturbations-Failed";

    /// <summary>The headers of a picture.</summary>
    public static IReadOnlyList<string> HeaderNames { get; } = [SeedHeader, AppliedHeader, FailedHeader, SavedPathHeader.Name];

    /// <summary>Where the answer in figures was saved; null when it was not.</summary>
    public string? SavedPath { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using PagePicture picture = page;
        long started = Stopwatch.GetTimestamp();
        long length = await WorkThreads.Shared.RunAsync(() => Encode(httpContext.Response.BodyWriter), httpContext.RequestAborted);

        httpContext.RequestServices.GetRequiredService<StageMetrics>()
            .Observe(Stage.Encode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        // A slow client must not keep the memory of the page.
        picture.Dispose();

        // Nothing has been sent so far: the headers go with the first flush.
        httpContext.Response.ContentType = format.MediaType();
        httpContext.Response.ContentLength = length;
        httpContext.Response.Headers.Vary = Microsoft.Net.Http.Headers.HeaderNames.Accept;
        if ((SavedPath ?? picture.Perturbation?.SavedPath) is { } path)
        {
            httpContext.Response.Headers[SavedPathHeader.Name] = SavedPathHeader.ValueOf(path);
        }

        if (picture.Perturbation is { } info)
        {
            httpContext.Response.Headers[SeedHeader] = info.Seed.ToString(CultureInfo.InvariantCulture);
            httpContext.Response.Headers[AppliedHeader] = List(info.Applied);
            httpContext.Response.Headers[FailedHeader] = List(info.Failed);
        }

        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private long Encode(PipeWriter body)
    {
        long length = 0;
        format.Write(page.Image, bytes =>
        {
            body.Write(bytes);
            length += bytes.Length;
        });
        return length;
    }

    private static string List(IReadOnlyList<PerturbationEntry> entries) =>
        string.Join(',', entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Type}:{e.Degree}")));
}
