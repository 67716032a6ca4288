using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Creates the files of a killed process.</summary>
internal sealed class CrashedProcess
{
    private readonly JobStore _store;

    public CrashedProcess(string outputs)
    {
        Paths = new JobPaths(outputs);
        _store = new JobStore(Paths, TimeProvider.System, NullLogger<JobStore>.Instance);
    }

    public JobPaths Paths { get; }

    /// <summary>A job was accepted.</summary>
    public async Task<JobSnapshot> AcceptAsync(int images, DateTimeOffset? createdAt = null)
    {
        JobSnapshot job = Snapshots.Accepted(images, createdAt: createdAt);
        Directory.CreateDirectory(Paths.InputFolder(job.Definition.JobId));
        for (int i = 0; i < images; i++)
        {
            await File.WriteAllBytesAsync(Paths.Input(job.Definition, i)!, [(byte)i, 1, 2]);
        }

        await _store.SaveAsync(job);
        return job;
    }

    /// <summary>An image was begun.</summary>
    public void Begin(JobSnapshot job, int index, int attempt = 1, int crashes = 0, int shared = 0, long run = 0) =>
        Append(job, "begin", index, new ItemRecord
        {
            State = ItemState.Processing,
            Attempts = attempt,
            Crashes = crashes,
            SharedCrashes = shared,
            Run = run,
            StartedAt = Snapshots.Created,
        });

    /// <summary>The next process recorded that this one crashed with an image, and crashed too.</summary>
    public void Crash(JobSnapshot job, int index, long run) =>
        Append(job, "crash", index, new ItemRecord { Attempts = 1, SharedCrashes = 1, Run = run });

    /// <summary>An attempt at an image failed and is retried.</summary>
    public void Requeue(JobSnapshot job, int index, DateTimeOffset notBefore, int attempt = 1, int crashes = 0) =>
        Append(job, "requeue", index, new ItemRecord { Attempts = attempt, Crashes = crashes, NotBefore = notBefore });

    /// <summary>An image succeeded.</summary>
    public async Task FinishAsync(JobSnapshot job, int index, string answer)
    {
        Directory.CreateDirectory(Paths.ItemFolder(job.Definition, index));
        await File.WriteAllTextAsync(Paths.Result(job.Definition, index), JsonSerializer.Serialize(answer));
        Append(job, "succeed", index, new ItemRecord
        {
            State = ItemState.Success,
            Attempts = 1,
            StartedAt = Snapshots.Created,
            EndedAt = Snapshots.Created.AddSeconds(1 + index),
            Result = new ItemResult(0.5, 2, 0.75, Cached: false),
        });
    }

    /// <summary>The job was cancelled.</summary>
    public void Cancel(JobSnapshot job) => Append(job, JournalLine.Cancelled, null, null);

    private void Append(JobSnapshot job, string name, int? index, ItemRecord? item)
    {
        string id = job.Definition.JobId;
        JournalFile before = JournalFile.Read(Paths.Journal(id));
        IJobJournal journal = _store.Journal(id, before.Length);
        long version = before.Lines.Count == 0 ? job.Version : before.Lines[^1].Version;
        journal.Append(new JournalLine(version + 1, Snapshots.Created.AddSeconds(1), name, index, item));
        journal.Close();
    }
}
