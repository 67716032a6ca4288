using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoDLA.Analysis.Json;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Reads the stored answers of a job, one at a time.</summary>
/// <param name="paths">Where they lie.</param>
/// <param name="logger">Told of answers that cannot be read.</param>
internal sealed partial class ResultReader(JobPaths paths, ILogger<ResultReader> logger)
{
    /// <summary>The numbers of an answer; null when the image has none, or it cannot be read.</summary>
    public Task<StoredReport?> ReadAsync(JobSnapshot job, int index, CancellationToken cancellationToken) => TryAsync(job, index, async stream =>
    {
        StoredReport? report = await JsonSerializer
            .DeserializeAsync<StoredReport>(stream, ReportJson.Options, cancellationToken).ConfigureAwait(false);
        return report is { ImageInfo: not null, AllDetections: not null } ? report : throw new JsonException("It is no answer for a page.");
    });

    /// <summary>A whole answer, to be disposed of; null when the image has none, or it cannot be read.</summary>
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

    [LoggerMessage(
        EventId = 2430, Level = LogLevel.Warning,
        Message = "The result of image {Index} of job {Job} cannot be read, and is left out: {Reason}")]
    private partial void LogUnreadable(string job, int index, string reason);
}
