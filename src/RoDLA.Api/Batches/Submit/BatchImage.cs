namespace RoDLA.Api.Batches.Submit;

/// <summary>An image of a JSON request, as it was sent.</summary>
/// <param name="Url">Where to fetch it from; null when none was sent.</param>
/// <param name="File">File in the job's folder that holds its bytes; null when none were sent.</param>
/// <param name="Name">The sender's name for it; null when none was sent.</param>
internal sealed record BatchImage(string? Url, string? File, string? Name);
