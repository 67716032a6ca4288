using System.Net.Http.Headers;

namespace RoDLA.Cli.Batch;

/// <summary>A file that is sent unchanged.</summary>
internal sealed class FileUpload : HttpContent
{
    private readonly BatchFile _file;
    private readonly Action<long> _sent;

    /// <summary>The file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sent">Gets the number of bytes sent since the last call.</param>
    public FileUpload(BatchFile file, Action<long> sent)
    {
        (_file, _sent) = (file, sent);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using FileStream source = File.OpenRead(_file.Path);
        await CountedCopy.CopyAsync(source, stream, _sent, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _file.Bytes;
        return true;
    }
}
