namespace RoDLA.Detection;

/// <summary>Where a request waits while the model is busy.</summary>
public enum WaitingLine
{
    /// <summary>Somebody waits for the answer: goes first, and is turned away when too many wait or the wait is too long.</summary>
    Interactive,

    /// <summary>An image of a job: goes when nobody else waits, or after it was passed over often, and waits as long as it takes.</summary>
    Batch,
}
