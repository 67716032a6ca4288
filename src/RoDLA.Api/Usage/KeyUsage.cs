namespace RoDLA.Api.Usage;

/// <summary>What one API key has used.</summary>
/// <param name="Key">Name of the key, or subject of the token; null for requests without one.</param>
/// <param name="Requests">Requests that were answered, refusals included.</param>
/// <param name="Images">Pages that were looked at by a model, of requests and of jobs, cached results included.</param>
/// <param name="InferenceSeconds">Time in the model, 3 decimals.</param>
/// <param name="BytesReceived">Bytes of the bodies of requests.</param>
/// <param name="BytesSent">Bytes of the bodies of responses.</param>
public sealed record KeyUsage(
    string? Key, long Requests, long Images, double InferenceSeconds, long BytesReceived, long BytesSent);
