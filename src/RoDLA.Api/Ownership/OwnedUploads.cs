using RoDLA.Jobs;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Api.Ownership;

/// <summary>The uploads as the caller of a request sees them: those of other keys do not exist.</summary>
internal sealed class OwnedUploads([FromKeyedServices(JobServices.OfAllOwners)] IUploadStore uploads, CurrentOwner owner) : IUploadStore
{
    public IReadOnlyList<ImageUpload> List() => [.. uploads.List().Where(MaySee)];

    public ImageUpload? Find(string uploadId) => uploads.Find(uploadId) is { } upload && MaySee(upload) ? upload : null;

    public (ImageUpload Upload, UploadedImage Image, string Path)? FindFile(string fileId) =>
        uploads.FindFile(fileId) is { } file && MaySee(file.Upload) ? file : null;

    public UploadDraft CreateDraft()
    {
        UploadDraft draft = uploads.CreateDraft();
        draft.Owner = owner.Name;
        return draft;
    }

    public UploadDraft? CreateDraft(string uploadId) => Find(uploadId) is null ? null : uploads.CreateDraft(uploadId);

    public Task<IReadOnlyList<UploadedImage>?> StoreAsync(UploadDraft draft, CancellationToken cancellationToken) =>
        uploads.StoreAsync(draft, cancellationToken);

    public bool TryAddTo(JobDraft draft, ImageUpload upload, IEnumerable<UploadedImage> images) => uploads.TryAddTo(draft, upload, images);

    public Task<bool> RemoveAsync(string uploadId, CancellationToken cancellationToken) =>
        Find(uploadId) is null ? Task.FromResult(false) : uploads.RemoveAsync(uploadId, cancellationToken);

    private bool MaySee(ImageUpload upload) => owner.MaySee(upload.Owner);
}
