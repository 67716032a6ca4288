namespace RoDLA.Jobs.Notifications;

/// <summary>Sends notifications by one way.</summary>
internal interface IMessageSender
{
    DeliveryWay Way { get; }

    /// <summary>Makes one attempt; every error of the receiver or the network is an outcome, not an exception.</summary>
    Task<SendOutcome> SendAsync(string target, JobEnd end, CancellationToken cancellationToken);
}
