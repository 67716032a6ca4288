namespace RoDLA.Api.Web;

/// <summary>A page to try.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="SizeBytes">Its length.</param>
internal sealed record Sample(string Name, long SizeBytes);
