namespace RoDLA.Jobs.Model;

/// <summary>One image of a job as accepted: a file in the job's input folder, or a URL to fetch.</summary>
/// <param name="Index">Index in the job, from 0.</param>
/// <param name="Name">The client's name for it, with its folder inside an archive; never used as a path.</param>
public sealed record ItemDefinition(int Index, string Name)
{
    /// <summary>Name of the file in the job's input folder; null for an image that is fetched.</summary>
    public string? File { get; init; }

    /// <summary>Whether the file is one of an upload, under its id: a hard link where the file system has them.</summary>
    internal bool IsOfUpload => File is { } file && FileId.IsOfUpload(file);

    /// <summary>URL to fetch it from; null for a file.</summary>
    public string? Url { get; init; }

    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Size of the file in bytes; 0 for an image that is fetched.</summary>
    public long Bytes { get; init; }

    /// <summary>Id of this image in logs and responses.</summary>
    public string TraceId { get; init; } = "";
}
