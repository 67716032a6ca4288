namespace RoDLA.Jobs.Model;

/// <summary>Where a job is in its life; the last four are final, but for a retry of what failed.</summary>
public enum JobState
{
    /// <summary>Accepted, on disk, no image begun.</summary>
    Queued,

    /// <summary>At least one image was begun.</summary>
    Processing,

    /// <summary>Every image succeeded.</summary>
    Completed,

    /// <summary>Some images succeeded, the rest failed.</summary>
    Partial,

    /// <summary>No image succeeded.</summary>
    Failed,

    /// <summary>Somebody cancelled it; images that were done by then keep their results.</summary>
    Cancelled,
}
