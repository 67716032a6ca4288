using System.IO.Compression;
using System.Net.Http.Headers;

namespace RoDLA.Cli.Batch;

/// <summary>Files as a ZIP archive that is made while it is sent; it keeps their folders, and has no small limit on their number.</summary>
internal sealed class ZipUpload : HttpContent
{
    // Half of what a service takes as one archive by default.
    private const long MostBytes = 1024 * 1024 * 1024;

    private readonly IReadOnlyList<BatchFile> _files;
    private readonly Action<long> _sent;

    private ZipUpload(IReadOnlyList<BatchFile> files, Action<long> sent)
    {
        (_files, _sent) = (files, sent);
        Headers.ContentType = new MediaTypeHeaderValue("application/zip");
    }

    /// <summary>The files in as many archives as are needed to keep each below the limit.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="sent">Gets the number of bytes sent since the last call.</param>
    public static IEnumerable<ZipUpload> Of(IEnumerable<BatchFile> files, Action<long> sent)
    {
        List<BatchFile> part = [];
        long bytes = 0;
        foreach (BatchFile file in files)
        {
            bytes += file.Bytes;
            if (bytes > MostBytes && part.Count > 0)
            {
                yield return new ZipUpload(part, sent);
                (part, bytes) = ([], file.Bytes);
            }

            part.Add(file);
        }

        if (part.Count > 0)
        {
            yield return new ZipUpload(part, sent);
        }
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        ZipArchive archive = await ZipArchive.CreateAsync(
            stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (BatchFile file in _files)
        {
            // Images are compressed already.
            await using Stream entry = await archive.CreateEntry(file.Name, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
            await using FileStream source = File.OpenRead(file.Path);
            await CountedCopy.CopyAsync(source, entry, _sent, cancellationToken);
        }

        await archive.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
