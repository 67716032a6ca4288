using Microsoft.Extensions.Options;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Files;

public sealed class DiskGuardTests : IDisposable
{
    private const int Mebibyte = 1024 * 1024;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ThrowIfFull_LittleFreeSpace_RefusesWithARemedy()
    {
        DiskGuard guard = Guard(o => o.MinFreeMegabytes = 16_777_216);

        JobRefusedException e = Assert.Throws<JobRefusedException>(() => guard.ThrowIfFull());

        Assert.Equal(RefusalReason.DiskFull, e.Reason);
        Assert.Contains("16777216 MiB must stay free", e.Message, StringComparison.Ordinal);
        Assert.Contains("Remove finished jobs", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThrowIfFull_EnoughFreeSpace_DoesNotThrow()
    {
        DiskGuard guard = Guard(o => o.MinFreeMegabytes = 1);

        guard.ThrowIfFull();

        Assert.InRange(guard.FreeBytes, Mebibyte, long.MaxValue - 1);
    }

    [Fact]
    public void ThrowIfFull_MoreThanTheFreeSpace_Refuses()
    {
        DiskGuard guard = Guard(o => o.MinFreeMegabytes = 1);

        Assert.Throws<JobRefusedException>(() => guard.ThrowIfFull(guard.FreeBytes));
    }

    [Fact]
    public void ThrowIfFull_NoLimits_NeverRefuses()
    {
        Write(Path.Combine("jobs", "x", "input", "1"), Mebibyte);

        Guard(o => o.MinFreeMegabytes = 0).ThrowIfFull(long.MaxValue / 4);
    }

    [Fact]
    public void UsedBytes_Folders_CountOnlyThoseOfJobs()
    {
        Write(Path.Combine("jobs", "job_1.json"), 10);
        Write(Path.Combine("jobs", "1", "input", "000001"), 200);
        Write(Path.Combine("batch_20260301_120000", "image_001", "results.json"), 3000);
        Write(Path.Combine("results_page.json"), 40_000);
        Write(Path.Combine("cache", "aa", "aa.answer"), 500_000);

        Assert.Equal(3210, Guard(_ => { }).UsedBytes);
    }

    [Fact]
    public void ThrowIfFull_AcceptedBytesReachTheQuota_RefusesUntilTheyAreRemoved()
    {
        DiskGuard guard = Guard(o => o.QuotaMegabytes = 1);
        string file = Write(Path.Combine("jobs", "1", "input", "000001"), Mebibyte / 2);
        guard.ThrowIfFull(Mebibyte / 2);
        Assert.Throws<JobRefusedException>(() => guard.ThrowIfFull((Mebibyte / 2) + 1));
        Assert.Throws<JobRefusedException>(() => guard.ThrowIfFull(writtenBytes: (Mebibyte / 2) + 1));

        guard.Accepted((Mebibyte / 2) + 1);
        JobRefusedException e = Assert.Throws<JobRefusedException>(() => guard.ThrowIfFull());
        Assert.Contains("of their quota of 1 MiB", e.Message, StringComparison.Ordinal);

        File.Delete(file);
        guard.Measure();
        guard.ThrowIfFull();
        Assert.Equal(0, guard.UsedBytes);
    }

    [Fact]
    public void Measure_WhileBytesAreAccepted_LosesNone()
    {
        DiskGuard guard = Guard(o => o.QuotaMegabytes = 1);
        Write(Path.Combine("jobs", "1", "input", "000001"), 100);
        guard.Measure();

        Parallel.For(0, 200, i =>
        {
            guard.Accepted(1);
            if (i % 50 == 0)
            {
                guard.Measure();
            }
        });

        // Bytes accepted before a measurement are on disk then, except in this test; later ones still count.
        Assert.InRange(guard.UsedBytes, 100, 300);
        guard.Measure();
        guard.Accepted(7);
        Assert.Equal(107, guard.UsedBytes);
    }

    public void Dispose() => _folder.Dispose();

    private DiskGuard Guard(Action<JobOptions> edit)
    {
        JobOptions options = new();
        edit(options);
        return new DiskGuard(new JobPaths(_folder.Path), Options.Create(options));
    }

    private string Write(string name, int bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }
}
