using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// The notifications of finished jobs, one entry per job, in the folder of the job so that they are removed with it. An entry that cannot
/// be written is delivered from memory; if the process ends first, the record of the job restores it.
/// </summary>
internal sealed partial class Outbox(JobPaths paths, ILogger<Outbox> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, OutboxEntry> _entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);

    public IReadOnlyCollection<OutboxEntry> All => [.. _entries.Values];

    /// <summary>The entry of a job; null when there is none.</summary>
    public OutboxEntry? Find(string jobId) => _entries.GetValueOrDefault(jobId);

    /// <summary>Loads the entries of an earlier process.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(paths.JobsFolder))
        {
            return;
        }

        foreach (string folder in Directory.EnumerateDirectories(paths.JobsFolder))
        {
            string jobId = Path.GetFileName(folder);
            if (await ReadAsync(jobId, cancellationToken).ConfigureAwait(false) is { } entry && entry.JobId == jobId)
            {
                _entries.TryAdd(jobId, entry);
            }
        }
    }

    /// <summary>Adds the end of a job. Null when it was added before, or the job has no recipients.</summary>
    public async Task<OutboxEntry?> AddAsync(JobSnapshot job)
    {
        if (job is not { IsFinal: true, Definition: { JobId: var jobId, Notification: { } notification } })
        {
            return null;
        }

        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            DateTimeOffset ended = job.EndedAt ?? job.UpdatedAt;
            if (Find(jobId)?.IsAbout(ended) == true)
            {
                return null;
            }

            OutboxEntry entry = new(
                jobId, ended, JobEnd.Of(job), Delivery.To(notification.WebhookUrl), Delivery.To(notification.Email));
            await StoreAsync(entry).ConfigureAwait(false);
            return entry;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Updates the status of a delivery.</summary>
    /// <returns>The entry after it; null when another replaced it or its job was removed.</returns>
    public async Task<OutboxEntry?> UpdateAsync(OutboxEntry entry, DeliveryWay way, DeliveryStatus status)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Find(entry.JobId) is not { } now || now.Message.DeliveryId != entry.Message.DeliveryId)
            {
                return null;
            }

            OutboxEntry updated = now.With(way, status);
            await StoreAsync(updated).ConfigureAwait(false);
            return updated;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Drops the entries of removed jobs.</summary>
    public void Prune()
    {
        foreach (string jobId in _entries.Keys.Where(id => !File.Exists(paths.Record(id))))
        {
            _entries.TryRemove(jobId, out _);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task StoreAsync(OutboxEntry entry)
    {
        _entries[entry.JobId] = entry;

        // Without its record the job was removed, and its folder must not be created again.
        if (!File.Exists(paths.Record(entry.JobId)))
        {
            return;
        }

        try
        {
            string path = paths.Notification(entry.JobId);
            await AtomicFile.WriteJsonAsync(path, entry, CancellationToken.None, durable: true).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(entry.JobId, e.Message);
        }
    }

    private async Task<OutboxEntry?> ReadAsync(string jobId, CancellationToken cancellationToken)
    {
        string path = paths.Notification(jobId);
        if (!File.Exists(path) || !File.Exists(paths.Record(jobId)))
        {
            return null;
        }

        try
        {
            byte[] json = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize<OutboxEntry>(json, ReportJson.Options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            LogNotRead(jobId, e.Message);
            return null;
        }
    }

    [LoggerMessage(2410, LogLevel.Error, "The notifications about job {JobId} could not be written: {Reason}")]
    private partial void LogNotWritten(string jobId, string reason);

    [LoggerMessage(2411, LogLevel.Error, "The notifications about job {JobId} cannot be read and are sent again: {Reason}")]
    private partial void LogNotRead(string jobId, string reason);
}
