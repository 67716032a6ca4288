using RoDLA.Imaging.Scheduling;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Imaging.Scheduling;

public sealed class MemoryLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("0::/app", "app/memory.max", "2147483648\n", 2147483648L)]
    [InlineData("0::/", "memory.max", "1000000", 1000000L)]
    [InlineData("0::/pod/app", "pod/memory.max", "5000000\n", 5000000L)]
    [InlineData("0::/app", "app/memory.max", "max\n", null)]
    [InlineData("9:cpu:/app\n4:memory:/pod/app", "memory/pod/app/memory.limit_in_bytes", "3000000\n", 3000000L)]
    [InlineData("4:memory:/app", "memory/app/memory.limit_in_bytes", "9223372036854771712\n", null)]
    [InlineData("4:memory:/app", "memory/memory.limit_in_bytes", "4000000\n", 4000000L)]
    [InlineData("no group", "memory.max", "1000000", null)]
    public void OfCgroups_Version2And1_IsTheLimitOfTheGroupOrAParent(string membership, string file, string content, long? expected)
    {
        Write("membership", membership);
        Write(file, content);

        Assert.Equal(expected, MemoryLimit.OfCgroups(Path.Combine(_folder.Path, "membership"), _folder.Path));
    }

    [Fact]
    public void OfCgroups_ParentIsLower_TheParentCounts()
    {
        Write("membership", "0::/pod/app");
        Write("pod/app/memory.max", "9000000");
        Write("pod/memory.max", "8000000");

        Assert.Equal(8000000, MemoryLimit.OfCgroups(Path.Combine(_folder.Path, "membership"), _folder.Path));
    }

    [Fact]
    public void OfProcess_Here_IsPositive() => Assert.True(MemoryLimit.OfProcess() > 64 << 20);

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string content)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
