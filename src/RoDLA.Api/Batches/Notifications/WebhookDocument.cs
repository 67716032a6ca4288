using RoDLA.Api.Batches.Status;
using RoDLA.Jobs.Notifications;

namespace RoDLA.Api.Batches.Notifications;

/// <summary>Body of a webhook: the end of a job with links.</summary>
internal sealed record WebhookDocument : JobEnd
{
    public WebhookDocument(JobEnd end)
        : base(end)
    {
        JobLinks links = JobLinks.Of(ApiSurface.Batch.Path(end.JobId));
        StatusUrl = links.Self;
        ResultsUrl = links.Results;
    }

    [JsonPropertyOrder(1)]
    public string StatusUrl { get; }

    [JsonPropertyOrder(1)]
    public string ResultsUrl { get; }
}
