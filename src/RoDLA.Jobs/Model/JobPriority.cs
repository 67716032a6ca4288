namespace RoDLA.Jobs.Model;

/// <summary>Which jobs go first; among equals, the older one. Interactive requests go before all jobs.</summary>
public enum JobPriority
{
    /// <summary>Before all others.</summary>
    High,

    /// <summary>As most are.</summary>
    Normal,

    /// <summary>When nothing else waits.</summary>
    Low,
}
