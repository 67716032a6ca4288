namespace RoDLA.Analysis.Exports;

/// <summary>
/// Buffers the synchronous writes of a writer (the headers of an archive) until its next asynchronous write, for a destination that accepts
/// only asynchronous writes. The destination stays open.
/// </summary>
internal sealed class AsyncBuffer(Stream destination) : MemoryStream
{
    private const int DrainAt = 32 * 1024;

    // What was drained cannot be changed.
    public override bool CanSeek => false;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (Length >= DrainAt)
        {
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        await destination.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellationToken).ConfigureAwait(false);
        SetLength(0);
    }
}
