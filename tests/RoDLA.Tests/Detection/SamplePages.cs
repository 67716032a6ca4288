using RoDLA.Imaging;
using RoDLA.Imaging.Reading;

namespace RoDLA.Tests.Detection;

/// <summary>The sample pages of the repository.</summary>
internal static class SamplePages
{
    /// <summary>Reads the first page of a file in <c>samples</c>.</summary>
    public static async Task<PageImage> ReadAsync(string name)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(
            DocumentSource.FromFile(Path.Combine(RepositoryRoot.Path, "samples", name)), CancellationToken.None);
        return await document.ReadPageAsync(1, default, CancellationToken.None);
    }
}
