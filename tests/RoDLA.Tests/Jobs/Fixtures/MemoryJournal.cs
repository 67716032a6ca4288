using RoDLA.Jobs.Store;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>A journal in memory that can fail.</summary>
internal sealed class MemoryJournal : IJobJournal
{
    public List<JournalLine> Lines { get; } = [];

    public Func<JournalLine, Exception?> Fails { get; set; } = _ => null;

    public void Append(JournalLine line)
    {
        if (Fails(line) is { } failure)
        {
            throw failure;
        }

        Lines.Add(line);
    }

    public void Remove() => Lines.Clear();

    public void Close()
    {
    }
}
