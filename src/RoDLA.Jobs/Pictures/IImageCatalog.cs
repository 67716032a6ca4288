using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Pictures;

/// <summary>Finds images by file id, in uploads and in jobs.</summary>
public interface IImageCatalog
{
    /// <summary>The file of an image: of its upload, or of a job that uses it; null when there is none any more.</summary>
    ImageFile? Find(string fileId);

    /// <summary>Index of an image in a job; null when the job has no such image.</summary>
    int? IndexIn(JobSnapshot job, string fileId);

    /// <summary>The newest finished job with a result for an image that may be drawn; null when there is none.</summary>
    (JobSnapshot Job, int Index)? NewestResult(string fileId);
}
