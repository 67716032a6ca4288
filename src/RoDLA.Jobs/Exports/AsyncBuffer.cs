using System.Buffers;

namespace RoDLA.Jobs.Exports;

/// <summary>
/// Stands between a writer that writes a little synchronously (the headers of an archive) and a stream that must be written to
/// asynchronously alone: what comes synchronously waits for the next asynchronous write. The stream stays open.
/// </summary>
/// <param name="destination">Gets the bytes.</param>
internal sealed class AsyncBuffer(Stream destination) : Stream
{
    private const int DrainAt = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _waiting = new(2 * DrainAt);

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _waiting.Write(buffer.Span);
        if (_waiting.WrittenCount >= DrainAt)
        {
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does nothing: <see cref="FlushAsync(CancellationToken)"/> does it.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        if (_waiting.WrittenCount > 0)
        {
            await destination.WriteAsync(_waiting.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _waiting.ResetWrittenCount();
        }
    }
}
