using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Status;

namespace RoDLA.Jobs.Store;

/// <summary>
/// Stores jobs as files: <c>jobs/job_ID.json</c>, written atomically when a job is accepted, finished or retried, and
/// <c>jobs/job_ID.log</c> with a line for each change in between.
/// </summary>
internal sealed partial class JobStore(JobPaths paths, TimeProvider time, ILogger<JobStore> logger) : IJobStore
{
    private readonly Lock _outputFolders = new();

    public async Task SaveAsync(JobSnapshot job)
    {
        Directory.CreateDirectory(paths.JobsFolder);
        await Task.Run(() => FlushFiles(job.Definition, isNew: job.Version == 1)).ConfigureAwait(false);
        JobRecord record = new(BatchJobStatus.From(job, paths), new ResumeState(job.Version, job.Definition, job.Items));
        byte[] json = Checksum.Seal(JsonSerializer.SerializeToUtf8Bytes(record, JobJson.Indented));
        await AtomicFile.WriteAsync(paths.Record(job.Definition.JobId), json, durable: true).ConfigureAwait(false);
    }

    public IJobJournal Journal(string jobId, long length) => new JobJournal(paths.Journal(jobId), length);

    public IEnumerable<LoadedJob> Load(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(paths.JobsFolder);
        HashSet<string> outputFolders = [];
        foreach (string path in Directory.EnumerateFiles(paths.JobsFolder, $"{JobPaths.RecordPrefix}*.json"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(path) is { } job)
            {
                outputFolders.Add(job.Job.Definition.OutputFolder ?? "");
                yield return job;
            }
        }

        RemoveOrphans(outputFolders);
    }

    public bool HasResult(JobDefinition job, int index)
    {
        try
        {
            using FileStream stream = File.OpenRead(paths.Result(job, index));
            using JsonDocument document = JsonDocument.Parse(stream);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    public void RemoveFetched(JobDefinition job, IEnumerable<int> images)
    {
        foreach (string path in images.Select(i => paths.Fetched(job, i)).Where(File.Exists))
        {
            File.Delete(path);
        }
    }

    public string CreateInputFolder(string jobId) => Directory.CreateDirectory(paths.InputFolder(jobId)).FullName;

    public string CreateOutputFolder(DateTimeOffset at)
    {
        string stem = $"batch_{at.UtcDateTime.ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}";
        lock (_outputFolders)
        {
            string name = stem;
            for (int i = 2; Directory.Exists(Path.Combine(paths.OutputFolder, name)); i++)
            {
                name = $"{stem}_{i}";
            }

            Directory.CreateDirectory(Path.Combine(paths.OutputFolder, name));
            return name;
        }
    }

    public bool RemoveInputs(JobDefinition job) => JobFolders.Remove(paths.InputFolder(job.JobId));

    public void Remove(JobDefinition job)
    {
        JobFolders.Remove(paths.ResultFolder(job));
        JobFolders.Remove(paths.JobFolder(job.JobId));
        File.Delete(paths.Journal(job.JobId));
        File.Delete(paths.Record(job.JobId));
    }

    private void FlushFiles(JobDefinition job, bool isNew)
    {
        if (!isNew || !job.Items.All(item => item.IsOfUpload))
        {
            DiskFlush.FileSystem(paths.JobsFolder);
            return;
        }

        // The files of an upload are flushed: only their new names are left, and no other writer is waited for.
        DiskFlush.Folder(paths.InputFolder(job.JobId));
        DiskFlush.Folder(paths.JobFolder(job.JobId));
    }

    private LoadedJob? Read(string path)
    {
        string jobId = JobPaths.JobIdOf(path);
        string? reason;
        try
        {
            byte[] json = File.ReadAllBytes(path);
            StoredRecord? stored = JsonSerializer.Deserialize<StoredRecord>(json, JobJson.Line);
            reason = stored is null ? "it is empty." : !Checksum.IsIntact(json) ? "its checksum is wrong." : stored.WhyBroken(jobId);
            if (reason is null)
            {
                return Replay(stored!, JournalFile.Read(paths.Journal(jobId)));
            }
        }
        catch (JsonException e)
        {
            reason = e.Message;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(path, e.Message);
            return null;
        }

        LogBroken(path, reason);
        Try(path, SetAside);
        return null;
    }

    private void SetAside(string path)
    {
        // Its retention starts now.
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        File.Move(path, path + JobPaths.BrokenEnding, overwrite: true);
    }

    private LoadedJob Replay(StoredRecord stored, JournalFile journal)
    {
        JobDefinition definition = stored.Resume.Definition;
        if (journal.Broken > 0)
        {
            LogBrokenLines(journal.Broken, definition.JobId);
        }

        ItemRecord[] items = [.. stored.Resume.Items];
        JobSnapshot job = new(definition, stored.Status, items, stored.UpdatedAt)
        {
            Version = stored.Resume.Version,
            StartedAt = stored.StartedAt,
            EndedAt = stored.CompletedAt,
            Error = stored.Error,
            Summary = stored.Summary,
            Progress = JobProgress.Of(definition, items),
        };
        foreach (JournalLine line in journal.Lines.Where(l => l.Version > job.Version))
        {
            job = Replay(job, items, line);
        }

        return new LoadedJob(
            job with
            {
                Items = [.. items],
                Progress = JobProgress.Of(definition, items),
                IsPersisted = job.IsFinal && job.Version == stored.Resume.Version,
            },
            journal.Length);
    }

    private static JobSnapshot Replay(JobSnapshot job, ItemRecord[] items, JournalLine line)
    {
        job = job with { Version = line.Version, UpdatedAt = line.At };
        if (line is { Index: { } index and >= 0, Item: { } item } && index < items.Length)
        {
            items[index] = item;
            return job.IsFinal ? job : job with { State = JobState.Processing, StartedAt = job.StartedAt ?? item.StartedAt };
        }

        if (line.Event != JournalLine.Cancelled)
        {
            return job;
        }

        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Transitions.After(items[i], new ItemEvent(ItemEventKind.Cancel, line.At)) ?? items[i];
        }

        return job with { State = JobState.Cancelled, EndedAt = line.At, Error = line.Reason };
    }

    /// <summary>Removes the rest of jobs that were not accepted or not removed completely.</summary>
    private void RemoveOrphans(HashSet<string> outputFolders)
    {
        foreach (string folder in Directory.EnumerateDirectories(paths.JobsFolder))
        {
            if (!HasRecord(paths.Record(Path.GetFileName(folder))))
            {
                LogOrphan(folder);
                Try(folder, f => JobFolders.Remove(f));
            }
        }

        foreach (string journal in Directory.EnumerateFiles(paths.JobsFolder, $"{JobPaths.RecordPrefix}*.log"))
        {
            if (!HasRecord(Path.ChangeExtension(journal, ".json")))
            {
                Try(journal, File.Delete);
            }
        }

        foreach (string half in Directory.EnumerateFiles(paths.JobsFolder, $"{JobPaths.RecordPrefix}*{AtomicFile.TemporaryEnding}"))
        {
            Try(half, File.Delete);
        }

        foreach (string folder in Directory.EnumerateDirectories(paths.OutputFolder, JobFolders.ResultPattern))
        {
            if (!outputFolders.Contains(Path.GetFileName(folder)) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Try(folder, Directory.Delete);
            }
        }
    }

    private static bool HasRecord(string path) => File.Exists(path) || File.Exists(path + JobPaths.BrokenEnding);

    private void Try(string path, Action<string> action)
    {
        try
        {
            action(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(path, e.Message);
        }
    }

    [LoggerMessage(
        2100,
        LogLevel.Error,
        "The record {Path} is invalid and was set aside as {Path}.broken: {Reason} It and the images of its job are retained like a job;"
        + " to repair it, correct it, remove its checksum and restore its name while the service is stopped")]
    private partial void LogBroken(string path, string reason);

    [LoggerMessage(2101, LogLevel.Error, "{Path} cannot be used and is skipped: {Reason}")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "{Count} lines of the journal of job {JobId} cannot be read and were skipped")]
    private partial void LogBrokenLines(int count, string jobId);

    [LoggerMessage(2103, LogLevel.Information, "{Folder} belongs to no job and was removed")]
    private partial void LogOrphan(string folder);
}
