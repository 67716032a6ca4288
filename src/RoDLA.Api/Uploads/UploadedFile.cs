namespace RoDLA.Api.Uploads;

/// <summary>
/// A file as it arrives: in a pooled buffer at first, in a temporary file once it outgrows the buffer's limit. Disposing gives the
/// buffer back and removes the file.
/// </summary>
/// <param name="folder">Where the temporary file goes.</param>
/// <param name="fileName">The file name that the client sent, sanitized.</param>
/// <param name="memoryLimit">Most bytes kept in memory.</param>
internal sealed class UploadedFile(UploadFolder folder, string fileName, int memoryLimit) : IAsyncDisposable
{
    private const int FirstBuffer = 64 * 1024;

    private byte[]? _buffer;
    private int _buffered;
    private FileStream? _file;
    private string? _path;

    /// <summary>The file name that the client sent, sanitized.</summary>
    public string FileName { get; } = fileName;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Copies <paramref name="source"/> to its end, or to one byte past <paramref name="limit"/>.</summary>
    /// <returns>False when the source is longer than the limit; the rest of it is not read.</returns>
    public async Task<bool> FillAsync(Stream source, long limit, CancellationToken cancellationToken)
    {
        _buffer = LargeArrayPool.Shared.Rent<byte>(Math.Min(FirstBuffer, memoryLimit));
        while (true)
        {
            int read = await source.ReadAsync(_buffer.AsMemory(_buffered), cancellationToken);
            if (read == 0)
            {
                break;
            }

            Length += read;
            _buffered += read;
            if (Length > limit)
            {
                return false;
            }

            if (_buffered == _buffer.Length)
            {
                await MakeRoomAsync(cancellationToken);
            }
        }

        await FinishAsync(cancellationToken);
        return true;
    }

    /// <summary>The bytes for a reader; valid until this is disposed.</summary>
    public DocumentSource ToSource() =>
        _path is null ? DocumentSource.FromMemory(_buffer.AsMemory(0, _buffered)) : DocumentSource.FromFile(_path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_buffer is not null)
        {
            LargeArrayPool.Shared.Return(_buffer);
            _buffer = null;
        }

        if (_file is not null)
        {
            await _file.DisposeAsync();
            _file = null;
        }

        if (_path is not null)
        {
            File.Delete(_path);
            _path = null;
        }
    }

    private async Task MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (_path is null && _buffer!.Length < memoryLimit)
        {
            byte[] larger = LargeArrayPool.Shared.Rent<byte>(Math.Min(_buffer.Length * 2, memoryLimit));
            _buffer.AsSpan(0, _buffered).CopyTo(larger);
            LargeArrayPool.Shared.Return(_buffer);
            _buffer = larger;
            return;
        }

        await SpillAsync(cancellationToken);
    }

    private async Task SpillAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            _file = folder.CreateFile();
            _path = _file.Name;
        }

        await _file.WriteAsync(_buffer.AsMemory(0, _buffered), cancellationToken);
        _buffered = 0;
    }

    // A file that went to the disk ends there; its buffer serves others while the page is worked on.
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            return;
        }

        await SpillAsync(cancellationToken);
        await _file.DisposeAsync();
        _file = null;
        LargeArrayPool.Shared.Return(_buffer!);
        _buffer = null;
    }
}
