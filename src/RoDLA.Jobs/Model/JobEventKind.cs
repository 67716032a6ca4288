namespace RoDLA.Jobs.Model;

/// <summary>What happened to a job.</summary>
public enum JobEventKind
{
    /// <summary>It began, an image of it began, or somebody has just begun to follow it.</summary>
    Progress,

    /// <summary>An image succeeded, failed or was cancelled.</summary>
    ImageComplete,

    /// <summary>It reached a final state; nothing comes after this.</summary>
    JobComplete,
}
