using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;

namespace RoDLA.Tests.EndToEnd;

/// <summary>The repository's sample pages, and variations of them.</summary>
internal static class Samples
{
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "samples", name));

    /// <summary>Different pages of one kind: windows of a sample, each a JPEG.</summary>
    public static async Task<IReadOnlyList<byte[]>> VariationsAsync(string name, int count)
    {
        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(Read(name)), default);
        using PageImage page = await document.ReadPageAsync(1, default, default);
        return [.. Enumerable.Range(0, count).Select(i => ImageWriter.ToJpeg(Window(page, 20 * i)))];
    }

    private static PageImage Window(PageImage page, int inset)
    {
        PageImage window = PageImage.Rent(page.Width - inset, page.Height - (2 * inset));
        for (int y = 0; y < window.Height; y++)
        {
            page.Row(y + inset).Slice(inset * PageImage.Channels, window.Stride).CopyTo(window.Row(y));
        }

        return window;
    }
}
