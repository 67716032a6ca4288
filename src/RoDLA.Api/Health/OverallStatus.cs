namespace RoDLA.Api.Health;

/// <summary>State of the service.</summary>
public enum OverallStatus
{
    /// <summary>Every part works.</summary>
    Healthy,

    /// <summary>Answers, but a part warns.</summary>
    Degraded,

    /// <summary>Cannot answer.</summary>
    Unhealthy,
}
