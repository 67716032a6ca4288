using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Storage;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Notifications;

/// <summary>
/// What is to be told, one entry a job, on disk beside the job's images, so that it goes with the job. An entry that cannot be written is
/// told from memory; should the process end before, the job's own record brings it back.
/// </summary>
internal sealed partial class Outbox(JobPaths paths, ILogger<Outbox> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, OutboxEntry> _entries = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>The entry of a job; null when there is none.</summary>
    public OutboxEntry? Find(string jobId) => _entries.GetValueOrDefault(jobId);

    /// <summary>Every entry.</summary>
    public IReadOnlyCollection<OutboxEntry> All => [.. _entries.Values];

    /// <summary>Reads what an earlier process left.</summary>
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

    /// <summary>Takes the end of a job in. Null when it was taken before, or nobody is to be told.</summary>
    public async Task<OutboxEntry?> TakeAsync(JobSnapshot job)
    {
        if (job is not { IsEnded: true, Definition: { JobId: var jobId, Notification: { } notification } })
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
                jobId, ended, EndMessage.About(job), Delivery.To(notification.WebhookUrl), Delivery.To(notification.Email));
            await StoreAsync(entry).ConfigureAwait(false);
            return entry;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Notes how far a message is.</summary>
    /// <returns>The entry as it is now; null when another took its place, or its job is gone.</returns>
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

    /// <summary>Forgets the entries of jobs that were removed.</summary>
    public void Prune()
    {
        foreach (OutboxEntry entry in _entries.Values)
        {
            if (!File.Exists(paths.Record(entry.JobId)))
            {
                _entries.TryRemove(entry.JobId, out _);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    private async Task StoreAsync(OutboxEntry entry)
    {
        _entries[entry.JobId] = entry;
        // Without its record the job was removed, and no folder of it may come back.
        if (!File.Exists(paths.Record(entry.JobId)))
        {
            return;
        }

        try
        {
            await AtomicFile.WriteJsonAsync(paths.Notification(entry.JobId), entry, CancellationToken.None, durable: true).ConfigureAwait(false);
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

    [LoggerMessage(1, LogLevel.Error, "How far the messages about job {JobId} are could not be written down: {Reason}")]
    private partial void LogNotWritten(string jobId, string reason);

    [LoggerMessage(2, LogLevel.Error, "How far the messages about job {JobId} are cannot be read, so they are sent again: {Reason}")]
    private partial void LogNotRead(string jobId, string reason);
}
