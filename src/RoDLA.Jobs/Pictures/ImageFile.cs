namespace RoDLA.Jobs.Pictures;

/// <summary>The file of an image, of an upload or of a job.</summary>
/// <param name="FileId">Its id.</param>
/// <param name="Name">The client's name for it.</param>
/// <param name="Path">Where it is; there when this was made.</param>
/// <param name="ThumbnailPath">Where its thumbnail is kept, once it was made.</param>
public sealed record ImageFile(string FileId, string Name, string Path, string ThumbnailPath)
{
    /// <summary>Page of the file that is the image, from 1.</summary>
    public int Page { get; init; } = 1;
}
