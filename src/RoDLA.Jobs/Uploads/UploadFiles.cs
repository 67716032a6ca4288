using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Store;

namespace RoDLA.Jobs.Uploads;

/// <summary>
/// Uploads on disk: <c>uploads/upl_ID/img_ID.jpeg</c> and the record <c>upload.json</c>, which is written last and removed first, so that
/// what it names is there. Files without a record are the rest of requests that were not answered.
/// </summary>
internal sealed partial class UploadFiles(JobPaths paths, ILogger<UploadFiles> logger)
{
    private const string RecordName = "upload.json";

    /// <summary>File of an image.</summary>
    public string FileOf(string uploadId, UploadedImage image) => Path.Combine(paths.UploadFolder(uploadId), image.StoredName);

    /// <summary>Creates the folder of an upload; its path.</summary>
    public string CreateFolder(string uploadId) => Directory.CreateDirectory(paths.UploadFolder(uploadId)).FullName;

    /// <summary>Writes the record of an upload atomically, and flushes it with the names of the files; their content is flushed.</summary>
    /// <exception cref="IOException">It cannot be written; the previous record remains.</exception>
    public async Task SaveAsync(ImageUpload upload)
    {
        byte[] json = Checksum.Seal(JsonSerializer.SerializeToUtf8Bytes(upload, JobJson.Indented));
        await AtomicFile.WriteAsync(Path.Combine(paths.UploadFolder(upload.UploadId), RecordName), json, durable: true)
            .ConfigureAwait(false);

        // The name of a new folder.
        await Task.Run(() => DiskFlush.Folder(paths.UploadsFolder)).ConfigureAwait(false);
    }

    /// <summary>Removes an upload with all its files.</summary>
    public void Remove(string uploadId)
    {
        string folder = paths.UploadFolder(uploadId);
        if (Directory.Exists(folder))
        {
            File.Delete(Path.Combine(folder, RecordName));
            JobFolders.Remove(folder);
        }
    }

    /// <summary>Loads all uploads, and removes the rest of those that were not stored.</summary>
    public IEnumerable<ImageUpload> Load()
    {
        Directory.CreateDirectory(paths.UploadsFolder);
        foreach (string folder in Directory.EnumerateDirectories(paths.UploadsFolder, "upl_*"))
        {
            if (Read(folder) is { } upload)
            {
                RemoveOthers(folder, upload);
                yield return upload;
            }
            else if (!File.Exists(Path.Combine(folder, RecordName)))
            {
                Try(folder, f => JobFolders.Remove(f));
            }
        }
    }

    private ImageUpload? Read(string folder)
    {
        string path = Path.Combine(folder, RecordName);
        try
        {
            byte[] json = File.ReadAllBytes(path);
            ImageUpload? upload = Checksum.IsIntact(json) ? JsonSerializer.Deserialize<ImageUpload>(json, JobJson.Line) : null;
            if (upload is { Files.Count: > 0 } && upload.UploadId == Path.GetFileName(folder) && ImageUpload.IsId(upload.UploadId)
                && upload.Files.All(f => FileId.IsOfUpload(f.FileId)))
            {
                return upload;
            }

            LogBroken(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(path, e.Message);
        }
        catch (JsonException)
        {
            LogBroken(path);
        }

        return null;
    }

    private void RemoveOthers(string folder, ImageUpload upload)
    {
        HashSet<string> known = [RecordName, .. upload.Files.Select(f => f.StoredName)];
        foreach (string file in Directory.EnumerateFiles(folder).Where(f => !known.Contains(Path.GetFileName(f))))
        {
            Try(file, File.Delete);
        }
    }

    private void Try(string path, Action<string> action)
    {
        try
        {
            action(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(path, e.Message);
        }
    }

    [LoggerMessage(2700, LogLevel.Error, "The record {Path} of an upload is invalid; its files are not used and stay")]
    private partial void LogBroken(string path);

    [LoggerMessage(2701, LogLevel.Error, "{Path} cannot be used and is skipped: {Reason}")]
    private partial void LogUnreadable(string path, string reason);
}
