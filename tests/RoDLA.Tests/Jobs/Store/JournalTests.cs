using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Jobs.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Store;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "job_x.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_FewLines_AreReadBack()
    {
        JournalLine[] lines = Lines(5);
        Write(lines);
        JournalFile file = JournalFile.Read(Path);
        Assert.Equal(lines, file.Lines);
        Assert.Equal(new FileInfo(Path).Length, file.Length);
        Assert.Equal(0, file.Broken);
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_HasTheCompleteLines()
    {
        JournalLine[] lines = Lines(4);
        Write(lines);
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length <= whole.Length; length++)
        {
            JournalFile file = JournalFile.Parse(whole.AsSpan(0, length));
            int expected = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.Equal(lines[..expected], file.Lines);
            Assert.Equal(0, file.Broken);
            Assert.Equal(whole.AsSpan(0, length).LastIndexOf((byte)'\n') + 1, file.Length);
        }
    }

    [Fact]
    public void Append_IncompleteLastLine_IsOverwritten()
    {
        JournalLine[] lines = Lines(4);
        Write(lines[..2]);
        long whole = new FileInfo(Path).Length;
        File.AppendAllText(Path, "{\"version\":3,\"at\":\"2026-0" + new string('x', 2000));
        JobJournal journal = new(Path, JournalFile.Read(Path).Length);
        Assert.Equal(whole, JournalFile.Read(Path).Length);
        journal.Append(lines[2]);
        journal.Append(lines[3]);
        journal.Close();
        Assert.Equal(lines, JournalFile.Read(Path).Lines);
        Assert.Equal(0, JournalFile.Read(Path).Broken);
    }

    [Fact]
    public void Read_BrokenLine_IsSkippedAndCounted()
    {
        Write(Lines(3));
        string[] text = File.ReadAllLines(Path);
        text[1] = new string('\0', text[1].Length);
        File.WriteAllText(Path, string.Join('\n', text) + "\n");
        JournalFile file = JournalFile.Read(Path);
        Assert.Equal([2L, 4L], file.Lines.Select(l => l.Version));
        Assert.Equal(1, file.Broken);
    }

    [Fact]
    public void Read_AnyBitFlipped_LosesNothingElse()
    {
        JournalLine[] lines = Lines(3);
        Write(lines);
        byte[] whole = File.ReadAllBytes(Path);
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            JournalFile file = JournalFile.Parse(flipped);
            Assert.All(file.Lines, l => Assert.Contains(l, lines));

            // A damaged line feed joins two lines, that of the last line makes it incomplete.
            Assert.InRange(file.Lines.Count, 1, 2);
        }
    }

    [Fact]
    public void Read_LinesOfAnEarlierVersion_AreRead()
    {
        JournalLine[] lines = Lines(3);
        Write(lines);
        File.WriteAllLines(Path, File.ReadAllLines(Path).Select(l => l[..^17]));

        Assert.Equal(lines, JournalFile.Read(Path).Lines);
    }

    [Fact]
    public async Task Load_JournalTruncatedAtEveryByte_HasTheStateOfItsCompleteLines()
    {
        JobPaths paths = new(_folder.Path);
        JobStore store = new(paths, TimeProvider.System, NullLogger<JobStore>.Instance);
        JobSnapshot accepted = Snapshots.Accepted(3);
        await store.SaveAsync(accepted);
        string id = accepted.Definition.JobId;
        List<JobSnapshot> states = [accepted];
        using (Job job = new(accepted, store.Journal(id, 0), new FakeClock(), s => s, TestMetrics.OfJobs(), e => throw e))
        {
            ItemLease lease = job.TryBegin(0)!;
            states.Add(job.Snapshot);
            job.End(lease, new ItemEvent(ItemEventKind.Succeed, Snapshots.Created) { Result = new ItemResult(0.25, 2, 0.5, false) });
            states.Add(job.Snapshot);
            job.TryBegin(2);
            states.Add(job.Snapshot);
            job.Cancel("Nothing changed for long.");
            states.Add(job.Snapshot);
        }

        byte[] whole = await File.ReadAllBytesAsync(paths.Journal(id));
        for (int length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(paths.Journal(id), whole[..length]);
            LoadedJob loaded = Assert.Single(store.Load(CancellationToken.None));
            JobSnapshot expected = states[Encoding.UTF8.GetString(whole, 0, length).Count(c => c == '\n')];
            Assert.Equal(expected.Items, loaded.Job.Items);
            Assert.Equal(
                (expected.Version, expected.State, expected.StartedAt, expected.EndedAt, expected.Error),
                (loaded.Job.Version, loaded.Job.State, loaded.Job.StartedAt, loaded.Job.EndedAt, loaded.Job.Error));
            Assert.False(loaded.Job.IsPersisted);
        }
    }

    private static JournalLine[] Lines(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new JournalLine(i + 2, Snapshots.Created.AddSeconds(i), "succeed", i, new ItemRecord
        {
            State = ItemState.Success,
            Attempts = i,
            StartedAt = Snapshots.Created,
            EndedAt = Snapshots.Created.AddSeconds(i),
            Error = "Zeile \"ü\"\n𝄞",
            Category = ErrorCategory.TimedOut,
            Result = new ItemResult(0.125, i, 0.7777, true),
        })),
    ];

    private void Write(IEnumerable<JournalLine> lines)
    {
        JobJournal journal = new(Path, 0);
        foreach (JournalLine line in lines)
        {
            journal.Append(line);
        }

        journal.Close();
    }
}
