namespace RoDLA.Jobs.Engine;

/// <summary>What a worker who wants an image gets.</summary>
internal enum BeginOutcome
{
    /// <summary>The image.</summary>
    Begun,

    /// <summary>Nothing yet: the job has as many in work as it may, and hands the image out when one of them ends.</summary>
    Parked,

    /// <summary>Nothing: the image does not wait any more.</summary>
    Gone,
}
