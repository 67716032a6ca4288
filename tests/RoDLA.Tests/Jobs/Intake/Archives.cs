using NSubstitute;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Intake;
using RoDLA.Tests.Api.Fixtures;
using RoDLA.Tests.Imaging;
using Xunit;

namespace RoDLA.Tests.Jobs.Intake;

/// <summary>An archive reader with a draft, and checks of the files that it leaves.</summary>
internal sealed class Archives : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ArchiveReader _reader;

    public Archives(Action<ArchiveOptions>? configure = null)
    {
        ArchiveOptions options = new();
        configure?.Invoke(options);
        _reader = new ArchiveReader(options);
        Draft = new JobDraft("job", Directory.CreateDirectory(Path.Combine(_folder.Path, "outputs", "jobs", "job", "input")).FullName, Disk);
    }

    /// <summary>An image of 70 x 50 pixels.</summary>
    public static byte[] Png { get; } = Fixture.Bytes("png-rgb16.png");

    /// <summary>Another one.</summary>
    public static byte[] Jpeg { get; } = Fixture.Bytes("jpeg-baseline.jpg");

    /// <summary>The target disk; it has room by default.</summary>
    public IDiskGuard Disk { get; } = Substitute.For<IDiskGuard>();

    public JobDraft Draft { get; }

    private string Zip => Path.Combine(_folder.Path, "upload.zip");

    public ArchiveContents Read(byte[] zip, int imagesLeft = 5000)
    {
        File.WriteAllBytes(Zip, zip);
        ArchiveContents contents = _reader.Extract(Zip, Draft, imagesLeft, CancellationToken.None);
        AssertFiles(contents.Images.Select(i => i.Path));
        return contents;
    }

    /// <summary>Reads a file on disk.</summary>
    public ArchiveContents ReadFile(string path) => _reader.Extract(path, Draft, 5000, CancellationToken.None);

    public Task<ArchiveContents> ReadAsync(byte[] zip, CancellationToken cancellationToken)
    {
        File.WriteAllBytes(Zip, zip);
        return Task.Run(() => _reader.Extract(Zip, Draft, 5000, cancellationToken), cancellationToken);
    }

    /// <summary>Expects a refusal that leaves no file.</summary>
    public ArchiveException Refuse(byte[] zip, ArchiveFault fault, int imagesLeft = 5000)
    {
        File.WriteAllBytes(Zip, zip);
        ArchiveException e = Assert.Throws<ArchiveException>(() => _reader.Extract(Zip, Draft, imagesLeft, CancellationToken.None));
        Assert.Equal((fault, e.Message), (e.Fault, e.Message));
        AssertFiles([]);
        return e;
    }

    /// <summary>Asserts that only these files exist.</summary>
    public void AssertFiles(IEnumerable<string> expected)
    {
        string[] files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(expected.Append(Zip).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.True(f == Zip || Path.GetDirectoryName(f) == Draft.InputFolder));
    }

    public void Dispose()
    {
        Draft.Dispose();
        _folder.Dispose();
    }
}
