namespace RoDLA.Jobs.Model;

/// <summary>Kinds of change of a job.</summary>
public enum JobEventKind
{
    /// <summary>An image was begun; also the first event of a subscription.</summary>
    Progress,

    /// <summary>An image succeeded, failed or was cancelled.</summary>
    ImageComplete,

    /// <summary>The job reached a final state; the last event of a subscription.</summary>
    JobComplete,
}
