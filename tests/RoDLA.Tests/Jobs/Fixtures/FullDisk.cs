using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>A store on a disk that a test makes full.</summary>
internal sealed class FullDisk(JobStore store) : IJobStore
{
    /// <summary>Whether writes fail.</summary>
    public bool IsFull { get; set; }

    /// <summary>Runs before a record is written; its exceptions replace the write.</summary>
    public Func<JobSnapshot, Task> Saving { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a record was written; its exceptions are thrown.</summary>
    public Func<JobSnapshot, Task> Saved { get; set; } = _ => Task.CompletedTask;

    public async Task SaveAsync(JobSnapshot job)
    {
        await Saving(job);
        if (IsFull)
        {
            throw Fault();
        }

        await store.SaveAsync(job);
        await Saved(job);
    }

    public IJobJournal Journal(string jobId, long length) => new FullJournal(this, store.Journal(jobId, length));

    public IEnumerable<LoadedJob> Load(CancellationToken cancellationToken) => store.Load(cancellationToken);

    public bool HasResult(JobDefinition job, int index) => store.HasResult(job, index);

    public string CreateInputFolder(string jobId) => store.CreateInputFolder(jobId);

    public string CreateOutputFolder(DateTimeOffset at) => store.CreateOutputFolder(at);

    public void RemoveFetched(JobDefinition job, IEnumerable<int> images) => store.RemoveFetched(job, images);

    public bool RemoveInputs(JobDefinition job) => store.RemoveInputs(job);

    public void Remove(JobDefinition job) => store.Remove(job);

    public static IOException Fault() => new("No space left on device", 28);

    private sealed class FullJournal(FullDisk disk, IJobJournal journal) : IJobJournal
    {
        public void Append(JournalLine line)
        {
            if (disk.IsFull)
            {
                throw Fault();
            }

            journal.Append(line);
        }

        public void Remove() => journal.Remove();

        public void Close() => journal.Close();
    }
}
