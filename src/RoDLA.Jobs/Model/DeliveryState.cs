namespace RoDLA.Jobs.Model;

/// <summary>State of the delivery of a notification.</summary>
public enum DeliveryState
{
    /// <summary>Not delivered yet; the next attempt is due.</summary>
    Pending,

    /// <summary>The receiver accepted it.</summary>
    Sent,

    /// <summary>Not delivered, and not retried.</summary>
    GivenUp,
}
