using RoDLA.Analysis.Storage;
using RoDLA.Jobs.Files;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Jobs.Files;

/// <summary>By the error of the kernel: writes to <c>/dev/full</c> fail like on a full disk.</summary>
public sealed class DiskFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void IsFull_WriteToAFullDevice_IsTrue()
    {
        IOException e = Assert.Throws<IOException>(() => File.WriteAllBytes("/dev/full", new byte[10]));

        Assert.True(DiskFaults.IsFull(e));
        Assert.True(DiskFaults.IsFull(new InvalidOperationException("outer", e)));
        Assert.True(DiskFaults.IsFull(new AggregateException(new IOException("other"), e)));
    }

    [Fact]
    public async Task WriteAsync_DiskIsFull_KeepsTheOldFileAndThrows()
    {
        string path = Path.Combine(_folder.Path, "record.json");
        await AtomicFile.WriteAsync(path, "{\"old\":true}"u8.ToArray());
        File.CreateSymbolicLink(path + AtomicFile.TemporaryEnding, "/dev/full");

        IOException e = await Assert.ThrowsAsync<IOException>(() => AtomicFile.WriteAsync(path, new byte[100_000]));

        Assert.True(DiskFaults.IsFull(e));
        Assert.Equal("{\"old\":true}", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
        await AtomicFile.WriteAsync(path, "{\"new\":true}"u8.ToArray());
        Assert.Equal("{\"new\":true}", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void IsFull_OtherErrors_IsFalse()
    {
        Assert.False(DiskFaults.IsFull(Assert.Throws<DirectoryNotFoundException>(() => File.ReadAllText(Path.Combine(_folder.Path, "no", "file")))));
        Assert.False(DiskFaults.IsFull(new InvalidOperationException("full")));
        Assert.False(DiskFaults.IsFull(new IOException("No space left on device")));
    }

    [Theory]
    [InlineData(122)]
    [InlineData(unchecked((int)0x80070070))]
    public void IsFull_OverQuotaAndWindows_IsTrue(int code) => Assert.True(DiskFaults.IsFull(new IOException("full", code)));

    public void Dispose() => _folder.Dispose();
}
