namespace RoDLA.Api.Batches;

/// <summary>A chart that was drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its path on this service; a PNG picture.</param>
public sealed record ChartLink(string Name, string Url)
{
    /// <summary>The charts in a folder, by name; none when there is no such folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">Path on this service of what is in it.</param>
    public static IReadOnlyList<ChartLink> In(string folder, string path) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.png").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .Select(name => new ChartLink(name!, $"{path}/{name}.png"))];
}
