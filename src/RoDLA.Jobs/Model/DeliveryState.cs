namespace RoDLA.Jobs.Model;

/// <summary>Where a message is on its way.</summary>
public enum DeliveryState
{
    /// <summary>Not told yet; it is tried, or tried again later.</summary>
    Pending,

    /// <summary>Told: the other side took it.</summary>
    Sent,

    /// <summary>Not told, and not tried any more.</summary>
    GivenUp,
}
