using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Reads the stored reports of a job.</summary>
public sealed partial class ResultReader(JobPaths paths, ILogger<ResultReader> logger)
{
    /// <summary>The figures of a report; null when the image has none or it cannot be read.</summary>
    public Task<StoredReport?> ReadAsync(JobSnapshot job, int index, CancellationToken cancellationToken) => TryAsync(
        job,
        index,
        async stream =>
        {
            StoredReport? report = await JsonSerializer
                .DeserializeAsync<StoredReport>(stream, ReportJson.Options, cancellationToken).ConfigureAwait(false);
            return report is { ImageInfo: not null, AllDetections: not null } ? report : throw new JsonException("It is not a report.");
        });

    /// <summary>A whole report, to be disposed; null when the image has none or it cannot be read.</summary>
    public Task<JsonDocument?> ReadWholeAsync(JobSnapshot job, int index, CancellationToken cancellationToken) => TryAsync(
        job, index, async stream => (JsonDocument?)await JsonDocument.ParseAsync(stream, default, cancellationToken).ConfigureAwait(false));

    private async Task<T?> TryAsync<T>(JobSnapshot job, int index, Func<Stream, Task<T?>> read)
        where T : class
    {
        if (job.Items[index].State != ItemState.Success)
        {
            return null;
        }

        JobDefinition definition = job.Definition;
        try
        {
            FileStreamOptions options = new() { Options = FileOptions.Asynchronous | FileOptions.SequentialScan };
            await using FileStream stream = new(paths.Result(definition, index), options);
            return await read(stream).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(definition.JobId, index, e.Message);
            return null;
        }
    }

    [LoggerMessage(2500, LogLevel.Warning, "The result of image {Index} of job {JobId} cannot be read and is skipped: {Reason}")]
    private partial void LogUnreadable(string jobId, int index, string reason);
}
