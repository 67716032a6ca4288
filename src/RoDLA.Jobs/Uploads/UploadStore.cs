using Microsoft.Extensions.Hosting;
using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Uploads;

/// <summary>Uploads in memory, by id and by file, over <see cref="UploadFiles"/>.</summary>
internal sealed class UploadStore(UploadFiles files, ImageCheck check, IDiskGuard disk, TimeProvider time) : IUploadStore, IHostedService
{
    private readonly ConcurrentDictionary<string, ImageUpload> _uploads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string UploadId, UploadedImage Image)> _images = new(StringComparer.Ordinal);
    private readonly KeyedLock _changing = new();

    /// <summary>Loads the stored uploads.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (ImageUpload upload in files.Load())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Keep(upload, upload.Files);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<ImageUpload> List() => [.. _uploads.Values.OrderByDescending(u => u.CreatedAt)];

    public ImageUpload? Find(string uploadId) => _uploads.GetValueOrDefault(uploadId);

    public (ImageUpload Upload, UploadedImage Image, string Path)? FindFile(string fileId) =>
        _images.TryGetValue(fileId, out (string UploadId, UploadedImage Image) found) && Find(found.UploadId) is { } upload
            ? (upload, found.Image, files.FileOf(upload.UploadId, found.Image))
            : null;

    public UploadDraft CreateDraft() => CreateDraft(ImageUpload.CreateId(), isNew: true);

    public UploadDraft? CreateDraft(string uploadId) => Find(uploadId) is null ? null : CreateDraft(uploadId, isNew: false);

    public async Task<IReadOnlyList<UploadedImage>?> StoreAsync(UploadDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        using IDisposable held = await _changing.LockAsync(draft.UploadId, cancellationToken).ConfigureAwait(false);
        ImageUpload? before = Find(draft.UploadId);
        if (before is null && !draft.IsNew)
        {
            return null;
        }

        IReadOnlyList<UploadedImage> stored = Stored(draft, before);
        UploadedImage[] added = [.. draft.Images.Intersect(stored)];
        if (added.Length > 0)
        {
            DateTimeOffset now = time.GetUtcNow();
            ImageUpload after = new(draft.UploadId, before?.CreatedAt ?? now, now, [.. before?.Files ?? [], .. added])
            {
                Owner = before is null ? draft.Owner : before.Owner,
            };
            await files.SaveAsync(after).ConfigureAwait(false);
            disk.Accepted(added.Sum(image => image.Bytes));
            Keep(after, added);
        }

        draft.IsStored = true;
        foreach (UploadedImage again in draft.Images.Except(added))
        {
            File.Delete(files.FileOf(draft.UploadId, again));
        }

        return stored;
    }

    public bool TryAddTo(JobDraft draft, ImageUpload upload, IEnumerable<UploadedImage> images)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(images);
        try
        {
            foreach (UploadedImage image in images)
            {
                draft.AddUploaded(files.FileOf(upload.UploadId, image), image.FileId, image.Name);
            }

            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public async Task<bool> RemoveAsync(string uploadId, CancellationToken cancellationToken)
    {
        using IDisposable held = await _changing.LockAsync(uploadId, cancellationToken).ConfigureAwait(false);
        if (!_uploads.TryGetValue(uploadId, out ImageUpload? upload))
        {
            return false;
        }

        files.Remove(uploadId);
        _uploads.TryRemove(uploadId, out _);
        foreach (UploadedImage image in upload.Files)
        {
            _images.TryRemove(image.FileId, out _);
        }

        return true;
    }

    // An image of an earlier request is taken once, so that a request may hold one file twice.
    private static UploadedImage[] Stored(UploadDraft draft, ImageUpload? before)
    {
        Dictionary<(string, string), Queue<UploadedImage>> known = (before?.Files ?? [])
            .GroupBy(Key).ToDictionary(group => group.Key, group => new Queue<UploadedImage>(group));
        return [.. draft.Images.Select(image =>
            known.TryGetValue(Key(image), out Queue<UploadedImage>? same) && same.TryDequeue(out UploadedImage? first) ? first : image)];

        static (string, string) Key(UploadedImage image) => (image.Name, image.ContentHash);
    }

    private UploadDraft CreateDraft(string uploadId, bool isNew)
    {
        disk.ThrowIfFull();
        return new UploadDraft(uploadId, isNew, files.CreateFolder(uploadId), check, disk);
    }

    private void Keep(ImageUpload upload, IEnumerable<UploadedImage> images)
    {
        _uploads[upload.UploadId] = upload;
        foreach (UploadedImage image in images)
        {
            _images[image.FileId] = (upload.UploadId, image);
        }
    }
}
