namespace RoDLA.Jobs.Model;

/// <summary>What can happen to one image.</summary>
internal enum ItemEventKind
{
    /// <summary>A worker took it.</summary>
    Begin,

    /// <summary>Its result is on disk.</summary>
    Succeed,

    /// <summary>It is given up after an attempt.</summary>
    Fail,

    /// <summary>An attempt failed by a fault that may pass; it is tried again.</summary>
    Requeue,

    /// <summary>The worker gives it back because the service stops; the attempt does not count.</summary>
    Release,

    /// <summary>The process died while a worker had it.</summary>
    Crash,

    /// <summary>It is given up without an attempt.</summary>
    Abandon,

    /// <summary>Its job was cancelled.</summary>
    Cancel,

    /// <summary>Somebody wants it to be tried again.</summary>
    Retry,

    /// <summary>Its result is not on disk any more.</summary>
    Lose,
}
