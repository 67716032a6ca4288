namespace RoDLA.Jobs.Model;

/// <summary>State of a job; the last four are final unless failed images are retried.</summary>
public enum JobState
{
    /// <summary>Accepted and on disk, no image begun.</summary>
    Queued,

    /// <summary>At least one image was begun.</summary>
    Processing,

    /// <summary>Every image succeeded.</summary>
    Completed,

    /// <summary>Some images succeeded, the others failed.</summary>
    Partial,

    /// <summary>No image succeeded.</summary>
    Failed,

    /// <summary>Cancelled; images that had succeeded keep their results.</summary>
    Cancelled,
}
