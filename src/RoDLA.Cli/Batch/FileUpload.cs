using System.Buffers;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace RoDLA.Cli.Batch;

/// <summary>A part of a form: one file as it is, or several in a ZIP archive that is made while it is sent; folders are kept.</summary>
internal sealed class FileUpload : HttpContent
{
    // Half of what a service takes as one archive by default.
    private const long MaxArchiveBytes = 1024 * 1024 * 1024;
    private const int BufferSize = 128 * 1024;

    private readonly IReadOnlyList<BatchFile> _files;
    private readonly bool _isArchive;
    private readonly Action<long> _sent;

    private FileUpload(IReadOnlyList<BatchFile> files, bool isArchive, Action<long> sent)
    {
        (_files, _isArchive, _sent) = (files, isArchive, sent);
        Headers.ContentType = new MediaTypeHeaderValue(isArchive ? "application/zip" : "application/octet-stream");
    }

    /// <summary>One file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sent">Gets the number of bytes sent since the last call.</param>
    public static FileUpload Of(BatchFile file, Action<long> sent) => new([file], isArchive: false, sent);

    /// <summary>Files in as many archives as keep each below 1 GiB, in order.</summary>
    /// <param name="files">The files.</param>
    /// <param name="sent">Gets the number of bytes sent since the last call.</param>
    public static IEnumerable<FileUpload> Archives(IEnumerable<BatchFile> files, Action<long> sent)
    {
        List<BatchFile> part = [];
        foreach (BatchFile file in files)
        {
            if (part.Count > 0 && part.Sum(f => f.Bytes) + file.Bytes > MaxArchiveBytes)
            {
                yield return new FileUpload(part, isArchive: true, sent);
                part = [];
            }

            part.Add(file);
        }

        if (part.Count > 0)
        {
            yield return new FileUpload(part, isArchive: true, sent);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_isArchive)
        {
            await CopyAsync(_files[0], stream, cancellationToken);
            return;
        }

        ZipArchive archive = await ZipArchive.CreateAsync(
            stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (BatchFile file in _files)
        {
            // Images are compressed already.
            await using Stream entry = await archive.CreateEntry(file.Name, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
            await CopyAsync(file, entry, cancellationToken);
        }

        await archive.DisposeAsync();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _isArchive ? 0 : _files[0].Bytes;
        return !_isArchive;
    }

    private async Task CopyAsync(BatchFile file, Stream destination, CancellationToken cancellationToken)
    {
        await using FileStream source = File.OpenRead(file.Path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                _sent(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
