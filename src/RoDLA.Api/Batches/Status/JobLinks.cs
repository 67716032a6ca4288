namespace RoDLA.Api.Batches.Status;

/// <summary>Where to go from a job; paths on this service.</summary>
/// <param name="Self">Its status; <c>DELETE</c> cancels it.</param>
/// <param name="Results">Its images, page by page.</param>
/// <param name="Summary">Figures over all images, once it has ended.</param>
/// <param name="Visualizations">Charts over all images, once it has ended.</param>
/// <param name="Export">Everything as one file: <c>?format=csv</c> and others.</param>
/// <param name="Events">What happens, as Server-Sent Events.</param>
/// <param name="Websocket">What happens, over a WebSocket.</param>
/// <param name="Retry">A <c>POST</c> here tries failed images again.</param>
public sealed record JobLinks(
    string Self, string Results, string Summary, string Visualizations, string Export, string Events, string Websocket, string Retry)
{
    /// <summary>The links of a job.</summary>
    /// <param name="self">Path of its status.</param>
    public static JobLinks Of(string self) => new(
        self, $"{self}/results", $"{self}/summary", $"{self}/visualizations", $"{self}/export", $"{self}/events", $"{self}/ws", $"{self}/retry");
}
