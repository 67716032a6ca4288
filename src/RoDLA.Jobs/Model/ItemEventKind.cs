namespace RoDLA.Jobs.Model;

/// <summary>Kinds of change of one image. The names are written to journals.</summary>
internal enum ItemEventKind
{
    /// <summary>A worker began an attempt.</summary>
    Begin,

    /// <summary>Its result is on disk.</summary>
    Succeed,

    /// <summary>An attempt failed and is not retried.</summary>
    Fail,

    /// <summary>An attempt failed by a transient error and is retried.</summary>
    Requeue,

    /// <summary>The worker returns it because the service stops or the disk is full; the attempt does not count.</summary>
    Release,

    /// <summary>The process crashed during an attempt.</summary>
    Crash,

    /// <summary>It fails without an attempt.</summary>
    Abandon,

    /// <summary>Its job was cancelled.</summary>
    Cancel,

    /// <summary>A client retries the failed images of the job.</summary>
    Retry,

    /// <summary>Its result is no longer on disk.</summary>
    Lose,
}
