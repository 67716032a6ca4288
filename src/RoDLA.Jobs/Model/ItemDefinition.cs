namespace RoDLA.Jobs.Model;

/// <summary>One image of a job, as it was accepted: a file in the job's folder for inputs, or an address to fetch it from.</summary>
/// <param name="Index">Number in the job, from 0.</param>
/// <param name="Name">The sender's name for it, with the folder inside an archive; never used as a path.</param>
public sealed record ItemDefinition(int Index, string Name)
{
    /// <summary>Name of the file in the job's folder for inputs; null when it must be fetched.</summary>
    public string? File { get; init; }

    /// <summary>Where it is fetched from; null when it is a file.</summary>
    public string? Url { get; init; }

    /// <summary>Page of the file, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Bytes of the file; 0 before it was fetched.</summary>
    public long Bytes { get; init; }

    /// <summary>A name to follow this image by in logs and answers.</summary>
    public string TraceId { get; init; } = "";
}
