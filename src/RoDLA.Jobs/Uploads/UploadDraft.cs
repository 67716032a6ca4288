using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Uploads;

/// <summary>Files on their way into an upload. Disposing it removes those that were not stored.</summary>
public sealed class UploadDraft : IDisposable
{
    private readonly string _folder;
    private readonly ImageCheck _check;
    private readonly IDiskGuard _disk;
    private readonly List<string> _paths = [];
    private readonly List<UploadedImage> _images = [];
    private readonly List<RefusedFile> _refused = [];

    internal UploadDraft(string uploadId, bool isNew, string folder, ImageCheck check, IDiskGuard disk)
    {
        (UploadId, IsNew) = (uploadId, isNew);
        (_folder, _check, _disk) = (folder, check, disk);
    }

    /// <summary>Id of the upload.</summary>
    public string UploadId { get; }

    /// <summary>Name of the API key that sends it; null when there are no keys.</summary>
    public string? Owner { get; set; }

    /// <summary>Whether the upload is new.</summary>
    public bool IsNew { get; }

    /// <summary>The files that may be stored, in the order of arrival.</summary>
    public IReadOnlyList<UploadedImage> Images => _images;

    /// <summary>The files that may not.</summary>
    public IReadOnlyList<RefusedFile> Refused => _refused;

    /// <summary>Whether its files belong to the upload now.</summary>
    internal bool IsStored { get; set; }

    /// <summary>Creates a file for the content of the next image.</summary>
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
            BufferSize = 0,
        };
        FileStream file = new(Path.Combine(_folder, FileId.Create()), options);
        _paths.Add(file.Name);
        return file;
    }

    /// <summary>Refuses when there is no room for this many bytes more.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    public void ThrowIfFull(long moreBytes = 0) => _disk.ThrowIfFull(moreBytes);

    /// <summary>
    /// Checks and flushes a file whose content is complete, and adds it to <see cref="Images"/> or <see cref="Refused"/>.
    /// </summary>
    /// <param name="path">The file, made by <see cref="CreateFile"/>.</param>
    /// <param name="name">The client's name for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task AddAsync(string path, string name, CancellationToken cancellationToken)
    {
        string fileId = Path.GetFileName(path);
        (UploadedImage? image, RefusedFile? refused) = await _check.RunAsync(path, fileId, name, cancellationToken).ConfigureAwait(false);
        if (image is null)
        {
            Refuse(refused!);
            return;
        }

        // Each file by itself: a flush of the whole file system would wait for what others write.
        await Task.Run(() => DiskFlush.File(path), cancellationToken).ConfigureAwait(false);
        File.Move(path, Path.Combine(_folder, image.StoredName));
        _images.Add(image);
    }

    /// <summary>Adds a file that is not stored.</summary>
    public void Refuse(RefusedFile file) => _refused.Add(file);

    /// <summary>Removes the files that were not stored.</summary>
    public void Dispose()
    {
        if (IsStored)
        {
            return;
        }

        if (IsNew)
        {
            JobFolders.Remove(_folder);
        }
        else if (Directory.Exists(_folder))
        {
            _paths.ForEach(File.Delete);
            _images.ForEach(image => File.Delete(Path.Combine(_folder, image.StoredName)));
        }
    }
}
