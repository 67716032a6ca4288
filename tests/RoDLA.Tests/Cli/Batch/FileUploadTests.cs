using System.IO.Compression;
using RoDLA.Cli.Batch;
using RoDLA.Tests.Api.Fixtures;
using Xunit;

namespace RoDLA.Tests.Cli.Batch;

public sealed class FileUploadTests : IDisposable
{
    private const long Gibibyte = 1024 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(new double[] { 0.4, 0.4, 0.2 }, new[] { "0,1,2" })]
    [InlineData(new double[] { 0.4, 0.4, 0.3, 0.6, 0.2 }, new[] { "0,1", "2,3", "4" })]
    [InlineData(new double[] { 1.5, 0.1, 1.5 }, new[] { "0", "1", "2" })]
    [InlineData(new double[0], new string[0])]
    public async Task Archives_Files_AreArchivesOfAGibibyteAtMost(double[] gibibytes, string[] expected)
    {
        BatchFile[] files = [.. gibibytes.Select((size, i) => File($"{i}", (long)(size * Gibibyte)))];
        long sent = 0;
        List<string> archives = [];
        foreach (FileUpload upload in FileUpload.Archives(files, bytes => sent += bytes))
        {
            using (upload)
            {
                using ZipArchive archive = new(await upload.ReadAsStreamAsync());
                archives.Add(string.Join(',', archive.Entries.Select(entry => entry.FullName)));
            }
        }

        Assert.Equal(expected, archives);
        Assert.Equal(files.Length, sent);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A file of one byte that claims to be larger.</summary>
    private BatchFile File(string name, long bytes)
    {
        string path = Path.Combine(_folder.Path, name);
        System.IO.File.WriteAllBytes(path, [1]);
        return new BatchFile(path, name, IsArchive: false, bytes);
    }
}
