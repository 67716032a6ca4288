using RoDLA.Imaging;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>A job that is being put together; its files are on disk already. Disposing removes what was not submitted.</summary>
/// <param name="jobId">Id that the job will have.</param>
/// <param name="inputFolder">Folder for its images; made here.</param>
/// <param name="disk">Asked before each file whether there is room still.</param>
public sealed class JobDraft(string jobId, string inputFolder, IDiskGuard disk) : IDisposable
{
    private readonly List<ItemDefinition> _items = [];
    private int _files;

    /// <summary>Id that the job will have.</summary>
    public string JobId { get; } = jobId;

    /// <summary>Folder for its images.</summary>
    public string InputFolder { get; } = Directory.CreateDirectory(inputFolder).FullName;

    /// <summary>The images so far.</summary>
    public IReadOnlyList<ItemDefinition> Items => _items;

    /// <summary>Bytes that archives were unpacked to so far.</summary>
    internal long UnpackedBytes { get; private set; }

    /// <summary>Whether it was accepted; its files stay then.</summary>
    internal bool IsSubmitted { get; set; }

    /// <summary>A new file in the folder, for writing; its name is the service's own.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    public FileStream CreateFile()
    {
        ThrowIfFull();
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            Options = FileOptions.Asynchronous,
        };
        return new FileStream(Path.Combine(InputFolder, $"{++_files:000000}"), options);
    }

    /// <summary>Refuses when there is no room for this many bytes more.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    public void ThrowIfFull(long moreBytes = 0) => disk.ThrowIfFull(moreBytes);

    /// <summary>Counts what an archive is about to be unpacked to.</summary>
    /// <exception cref="JobRefusedException">There is no room for it.</exception>
    internal void CountUnpacked(long bytes)
    {
        ThrowIfFull(bytes);
        UnpackedBytes += bytes;
    }

    /// <summary>Adds a page of a file in the folder.</summary>
    /// <param name="path">The file, as <see cref="CreateFile"/> made it; several pages may come from one.</param>
    /// <param name="name">The sender's name for it.</param>
    /// <param name="page">Page, from 1.</param>
    public void AddFile(string path, string name, int page = 1) => _items.Add(new ItemDefinition(_items.Count, name)
    {
        File = Path.GetFileName(path),
        Page = page,
        Bytes = DocumentSource.FromFile(path).Length,
        TraceId = Guid.NewGuid().ToString(),
    });

    /// <summary>Adds an image that is fetched when its turn comes.</summary>
    /// <param name="url">Absolute address, checked in form by the caller.</param>
    /// <param name="name">The sender's name for it.</param>
    public void AddUrl(string url, string name) => _items.Add(new ItemDefinition(_items.Count, name)
    {
        Url = url,
        TraceId = Guid.NewGuid().ToString(),
    });

    /// <summary>Removes the files of a job that was not accepted.</summary>
    public void Dispose()
    {
        string folder = Path.GetDirectoryName(InputFolder)!;
        if (!IsSubmitted && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
