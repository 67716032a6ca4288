using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Files;

/// <summary>A job in preparation; its files are on disk. Disposing it removes the files unless it was submitted.</summary>
/// <param name="jobId">Id of the job.</param>
/// <param name="inputFolder">Existing folder for its images.</param>
/// <param name="disk">Checked before each file.</param>
public sealed class JobDraft(string jobId, string inputFolder, IDiskGuard disk) : IDisposable
{
    private readonly List<ItemDefinition> _items = [];
    private int _files;

    /// <summary>Id of the job.</summary>
    public string JobId { get; } = jobId;

    /// <summary>Folder for its images.</summary>
    public string InputFolder { get; } = inputFolder;

    /// <summary>The images so far.</summary>
    public IReadOnlyList<ItemDefinition> Items => _items;

    /// <summary>Unpacked size of the archives so far, in bytes.</summary>
    internal long UnpackedBytes { get; private set; }

    /// <summary>Whether it was accepted; its files then remain.</summary>
    internal bool IsSubmitted { get; set; }

    /// <summary>Creates a file in the folder under a name of the service.</summary>
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

    /// <summary>Counts the unpacked size of an archive before it is written.</summary>
    /// <exception cref="JobRefusedException">There is no room for it.</exception>
    internal void CountUnpacked(long bytes)
    {
        ThrowIfFull(bytes);
        UnpackedBytes += bytes;
    }

    /// <summary>Adds a page of a file in the folder.</summary>
    /// <param name="path">The file, made by <see cref="CreateFile"/>; several pages may share it.</param>
    /// <param name="name">The client's name for it.</param>
    /// <param name="page">Page, from 1.</param>
    public void AddFile(string path, string name, int page = 1) => _items.Add(new ItemDefinition(_items.Count, name)
    {
        File = Path.GetFileName(path),
        Page = page,
        Bytes = DocumentSource.FromFile(path).Length,
        TraceId = Guid.NewGuid().ToString(),
    });

    /// <summary>Adds a file of an upload under its id: as a hard link, so that the upload may be removed before the job.</summary>
    /// <param name="path">The file of the upload.</param>
    /// <param name="fileId">Its id.</param>
    /// <param name="name">The client's name for it.</param>
    /// <exception cref="FileNotFoundException">The upload was removed.</exception>
    internal void AddUploaded(string path, string fileId, string name)
    {
        string link = Path.Combine(InputFolder, fileId);
        HardLink.Create(path, link);
        AddFile(link, name);
    }

    /// <summary>Adds an image that a worker fetches.</summary>
    /// <param name="url">Absolute URL; the caller has checked its form.</param>
    /// <param name="name">The client's name for it.</param>
    public void AddUrl(string url, string name) => _items.Add(new ItemDefinition(_items.Count, name)
    {
        Url = url,
        TraceId = Guid.NewGuid().ToString(),
    });

    /// <summary>Keeps these images, in this order, and numbers them anew; the files of the others are removed.</summary>
    /// <param name="indexes">Their present indexes.</param>
    public void Keep(IReadOnlyList<int> indexes)
    {
        ItemDefinition[] kept = [.. indexes.Select((index, place) => _items[index] with { Index = place })];
        foreach (string file in _items.Except(kept).Select(i => i.File).Except(kept.Select(i => i.File)).OfType<string>())
        {
            File.Delete(Path.Combine(InputFolder, file));
        }

        _items.Clear();
        _items.AddRange(kept);
    }

    /// <summary>Removes the files unless the job was submitted.</summary>
    public void Dispose()
    {
        if (!IsSubmitted)
        {
            JobFolders.Remove(Path.GetDirectoryName(InputFolder)!);
        }
    }
}
