namespace RoDLA.Detection.Rules;

/// <summary>A file with layout rules.</summary>
/// <param name="Name">Its name, without its ending.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Version">SHA-256 of its content.</param>
internal sealed record RuleFile(string Name, string Path, string Version);
