namespace RoDLA.Jobs.Model;

/// <summary>Priority of a job; older jobs go first among equals. Interactive requests go before all jobs.</summary>
public enum JobPriority
{
    /// <summary>Before normal and low.</summary>
    High,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>After high and normal.</summary>
    Low,
}
