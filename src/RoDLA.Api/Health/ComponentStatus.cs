namespace RoDLA.Api.Health;

/// <summary>State of one part of the service.</summary>
public enum ComponentStatus
{
    /// <summary>Works.</summary>
    Ok,

    /// <summary>Works, but somebody should look.</summary>
    Warning,

    /// <summary>Does not work, and the service cannot answer without it.</summary>
    Error,
}
