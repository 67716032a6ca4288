namespace RoDLA.Api.Health;

/// <summary>State of one part of the service.</summary>
public enum ComponentStatus
{
    /// <summary>Works.</summary>
    Ok,

    /// <summary>Works, but needs attention.</summary>
    Warning,

    /// <summary>Does not work, and the service cannot answer without it.</summary>
    Error,
}
