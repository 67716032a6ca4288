using RoDLA.Jobs.Files;

namespace RoDLA.Fuzzing.Targets;

/// <summary>A draft of a job in a temporary folder.</summary>
internal sealed class ScratchDraft : IDisposable
{
    public ScratchDraft()
    {
        Folder = Directory.CreateTempSubdirectory("rodla-fuzz-").FullName;
        Draft = new JobDraft("job", Directory.CreateDirectory(Path.Combine(Folder, "job", "input")).FullName, new AmpleDisk());
    }

    public string Folder { get; }

    public JobDraft Draft { get; }

    public void Dispose()
    {
        Draft.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class AmpleDisk : IDiskGuard
    {
        public long FreeBytes => long.MaxValue;

        public long UsedBytes => 0;

        public string? WhyFull(long moreBytes = 0, long writtenBytes = 0) => null;

        public void ThrowIfFull(long moreBytes = 0, long writtenBytes = 0)
        {
        }

        public void Accepted(long bytes)
        {
        }
    }
}
