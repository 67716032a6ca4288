using RoDLA.Jobs.Definition;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Store;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>A store on a disk that is full for as long as a test says so.</summary>
internal sealed class FullDisk(JobStore store) : IJobStore
{
    /// <summary>Whether nothing can be written.</summary>
    public bool IsFull { get; set; }

    public Task SaveAsync(JobSnapshot job) => IsFull ? throw Fault() : store.SaveAsync(job);

    public IJobJournal Journal(string jobId, long length) => new FullJournal(this, store.Journal(jobId, length));

    public IEnumerable<KeptJob> Load(CancellationToken cancellationToken) => store.Load(cancellationToken);

    public bool HasResult(JobDefinition job, int index) => store.HasResult(job, index);

    public void FlushInputs(JobDefinition job) => store.FlushInputs(job);

    public void FlushResults(JobDefinition job) => store.FlushResults(job);

    public string CreateOutputFolder(DateTimeOffset at) => store.CreateOutputFolder(at);

    public void Remove(JobDefinition job) => store.Remove(job);

    private static IOException Fault() => new("No space left on device", 28);

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
