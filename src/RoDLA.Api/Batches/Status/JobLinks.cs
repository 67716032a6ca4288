namespace RoDLA.Api.Batches.Status;

/// <summary>Paths of a job on this service.</summary>
/// <param name="Self">Its status; <c>DELETE</c> cancels it.</param>
/// <param name="Results">Its images, page by page.</param>
/// <param name="Summary">Statistics over all images, once it has ended.</param>
/// <param name="Visualizations">Charts over all images, once it has ended.</param>
/// <param name="Export">Its results as one file: <c>?format=csv</c> and others.</param>
/// <param name="Events">Its events as Server-Sent Events.</param>
/// <param name="Websocket">Its events over a WebSocket.</param>
/// <param name="Retry">A <c>POST</c> retries its failed images.</param>
public sealed record JobLinks(
    string Self, string Results, string Summary, string Visualizations, string Export, string Events, string Websocket, string Retry)
{
    /// <summary>The links of a job.</summary>
    /// <param name="self">Path of its status.</param>
    public static JobLinks Of(string self) => new(
        self,
        $"{self}/results",
        $"{self}/summary",
        $"{self}/visualizations",
        $"{self}/export",
        $"{self}/events",
        $"{self}/ws",
        $"{self}/retry");
}
