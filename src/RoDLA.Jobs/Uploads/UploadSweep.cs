using RoDLA.Jobs.Retention;

namespace RoDLA.Jobs.Uploads;

/// <summary>Removes uploads after their retention.</summary>
internal sealed partial class UploadSweep(
    IUploadStore uploads, IOptions<InferenceOptions> options, TimeProvider time, ILogger<UploadSweep> logger) : ISweep
{
    private readonly SteadyClock _clock = new(time);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset latest = _clock.Now - options.Value.UploadRetention;
        foreach (ImageUpload upload in uploads.List().Where(u => u.UpdatedAt <= latest))
        {
            try
            {
                if (await uploads.RemoveAsync(upload.UploadId, cancellationToken).ConfigureAwait(false))
                {
                    LogRemoved(upload.UploadId);
                }
            }
            // An upload that cannot be removed must not keep the others.
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogNotRemoved(upload.UploadId, e.Message);
            }
        }
    }

    [LoggerMessage(2710, LogLevel.Information, "Upload {UploadId} was removed after its retention")]
    private partial void LogRemoved(string uploadId);

    [LoggerMessage(2711, LogLevel.Error, "Upload {UploadId} could not be removed after its retention: {Reason}")]
    private partial void LogNotRemoved(string uploadId, string reason);
}
