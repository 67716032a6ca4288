using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Reads the stored reports of a job.</summary>
public sealed partial class ResultReader(JobPaths paths, ILogger<ResultReader> logger)
{
    /// <summary>A report and its JSON; null when the image has none or it cannot be read.</summary>
    public async Task<(StoredReport Report, byte[] Json)?> ReadAsync(JobSnapshot job, int index, CancellationToken cancellationToken)
    {
        if (job.Items[index].State != ItemState.Success)
        {
            return null;
        }

        JobDefinition definition = job.Definition;
        try
        {
            byte[] json = await File.ReadAllBytesAsync(paths.Result(definition, index), cancellationToken).ConfigureAwait(false);
            return (StoredReport.Parse(json), json);
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
