namespace RoDLA.Jobs.Model;

/// <summary>State of one image of a job.</summary>
public enum ItemState
{
    /// <summary>Waits for a worker or for its next attempt.</summary>
    Pending,

    /// <summary>A worker processes it.</summary>
    Processing,

    /// <summary>Its result is on disk.</summary>
    Success,

    /// <summary>It failed; <see cref="ItemRecord.Error"/> has the reason.</summary>
    Failed,

    /// <summary>Its job was cancelled first.</summary>
    Cancelled,
}
