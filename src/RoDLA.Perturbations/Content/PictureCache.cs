using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Perturbations.Content;

/// <summary>
/// Pictures after reading and resizing, since the pages of a document or data set use the same few. A changed file is read again.
/// Thread-safe.
/// </summary>
internal sealed class PictureCache(IPageReader reader)
{
    private const long MostBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Path, DateTime Written, PageSize Size), byte[]> _pictures = [];
    private long _bytes;

    /// <summary>Pixels of a picture at a size, its aspect ratio ignored.</summary>
    public async ValueTask<byte[]> ReadAsync(string path, PageSize size, CancellationToken cancellationToken)
    {
        (string, DateTime, PageSize) key = (path, File.GetLastWriteTimeUtc(path), size);
        lock (_gate)
        {
            if (_pictures.TryGetValue(key, out byte[]? kept))
            {
                return kept;
            }
        }

        OpenDocument file = await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken).ConfigureAwait(false);
        using PageImage page = await file.ReadPageAsync(1, default, cancellationToken).ConfigureAwait(false);
        byte[] pixels = await WorkThreads.Shared.RunAsync(() => Resized(page, size), cancellationToken).ConfigureAwait(false);
        Keep(key, pixels);
        return pixels;
    }

    private static byte[] Resized(PageImage page, PageSize size)
    {
        using PageImage resized = PageResizer.Resize(page, size);
        return resized.Pixels.ToArray();
    }

    private void Keep((string Path, DateTime Written, PageSize Size) key, byte[] pixels)
    {
        lock (_gate)
        {
            if (_bytes + pixels.Length > MostBytes)
            {
                _pictures.Clear();
                _bytes = 0;
            }

            if (pixels.Length <= MostBytes && _pictures.TryAdd(key, pixels))
            {
                _bytes += pixels.Length;
            }
        }
    }
}
