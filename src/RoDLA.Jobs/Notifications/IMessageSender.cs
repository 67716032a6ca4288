namespace RoDLA.Jobs.Notifications;

/// <summary>A way to tell somebody.</summary>
internal interface IMessageSender
{
    /// <summary>Which way this is.</summary>
    DeliveryWay Way { get; }

    /// <summary>Tries once; every fault of the other side or of the net is an outcome, not an exception.</summary>
    Task<SendOutcome> SendAsync(string target, EndMessage message, CancellationToken cancellationToken);
}
