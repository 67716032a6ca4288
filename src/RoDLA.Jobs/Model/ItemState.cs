namespace RoDLA.Jobs.Model;

/// <summary>Where one image of a job is in its life.</summary>
public enum ItemState
{
    /// <summary>Waits for a worker, or for its next attempt.</summary>
    Pending,

    /// <summary>A worker has it.</summary>
    Processing,

    /// <summary>Done; its result is on disk.</summary>
    Success,

    /// <summary>Given up; <see cref="ItemRecord.Error"/> says why.</summary>
    Failed,

    /// <summary>Its job was cancelled before it was done.</summary>
    Cancelled,
}
