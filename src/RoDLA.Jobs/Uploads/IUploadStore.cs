using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Uploads;

/// <summary>Uploads: images that were sent once, for any number of jobs. What is stored survives crashes.</summary>
public interface IUploadStore
{
    /// <summary>All uploads, newest first.</summary>
    IReadOnlyList<ImageUpload> List();

    /// <summary>An upload; null when there is none of this id.</summary>
    ImageUpload? Find(string uploadId);

    /// <summary>A file of an upload and where it is; null when no upload has it.</summary>
    (ImageUpload Upload, UploadedImage Image, string Path)? FindFile(string fileId);

    /// <summary>Creates a draft of a new upload. Dispose it; unless it was stored, its files are removed then.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    UploadDraft CreateDraft();

    /// <summary>Creates a draft of more files for an upload; null when there is none of this id.</summary>
    /// <exception cref="JobRefusedException">The disk is full.</exception>
    UploadDraft? CreateDraft(string uploadId);

    /// <summary>
    /// Stores the files of a draft; they are on the disk when this returns. A file that an earlier request stored, with the same name and
    /// the same content, is not stored again: a request that is repeated changes nothing.
    /// </summary>
    /// <returns>The stored images, in the order of the draft; null when the upload was removed meanwhile.</returns>
    Task<IReadOnlyList<UploadedImage>?> StoreAsync(UploadDraft draft, CancellationToken cancellationToken);

    /// <summary>Adds images of an upload to a job.</summary>
    /// <param name="draft">The job.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="images">Files of it.</param>
    /// <returns>False when the upload was removed meanwhile.</returns>
    bool TryAddTo(JobDraft draft, ImageUpload upload, IEnumerable<UploadedImage> images);

    /// <summary>Removes an upload with its files; jobs keep those that they use. False when there is none of this id.</summary>
    Task<bool> RemoveAsync(string uploadId, CancellationToken cancellationToken);
}
