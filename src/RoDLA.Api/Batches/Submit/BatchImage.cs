namespace RoDLA.Api.Batches.Submit;

/// <summary>An image of a JSON request.</summary>
/// <param name="Url">URL to fetch it from; null when none was sent.</param>
/// <param name="File">File with its bytes in the folder of the job; null when none were sent.</param>
/// <param name="Name">Name that the client gave it; null when none was sent.</param>
internal sealed record BatchImage(string? Url, string? File, string? Name);
