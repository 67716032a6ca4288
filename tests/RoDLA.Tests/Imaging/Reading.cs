using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using Xunit;

namespace RoDLA.Tests.Imaging;

/// <summary>Opens and decodes in one step, as the host does.</summary>
internal static class Reading
{
    public static PageReader Reader(Action<ImagingOptions>? change = null)
    {
        var options = new ImagingOptions();
        change?.Invoke(options);
        return new PageReader(options, TimeProvider.System);
    }

    public static async Task<PageImage> ReadAsync(DocumentSource source, int page = 1)
    {
        PageReader reader = Reader();
        OpenDocument document = await reader.OpenAsync(source, CancellationToken.None);
        return await document.ReadPageAsync(page, default, CancellationToken.None);
    }

    public static async Task<ImageException> RefusedAsync(DocumentSource source) =>
        await Assert.ThrowsAsync<ImageException>(async () =>
        {
            using PageImage page = await ReadAsync(source);
        });
}
