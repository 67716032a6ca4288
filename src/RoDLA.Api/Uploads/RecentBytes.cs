namespace RoDLA.Api.Uploads;

/// <summary>
/// A body that keeps the bytes that were read last. The framework decodes the headers of a part and replaces bytes that are not UTF-8; this
/// tells whether it did.
/// </summary>
/// <param name="inner">The body.</param>
/// <param name="kept">Bytes to keep: at least what the reader of the parts buffers and the headers of one part.</param>
internal sealed class RecentBytes(Stream inner, int kept) : Stream
{
    private const char Replacement = '\uFFFD';

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(2 * kept);
    private int _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a header that was read last, decoded, comes from bytes that are not UTF-8.</summary>
    public bool IsInvalid(string? header)
    {
        // A client may send the replacement character itself.
        if (header is null || !header.Contains(Replacement, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _length);
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = bytes[range].TrimEnd((byte)'\r');
            if (!System.Text.Unicode.Utf8.IsValid(line)
                && Encoding.UTF8.GetString(line).TrimEnd().EndsWith(header, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        Keep(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> read)
    {
        read = read[Math.Max(0, read.Length - kept)..];
        if (_length + read.Length > 2 * kept)
        {
            _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
            _length = kept;
        }

        read.CopyTo(_bytes.AsSpan(_length));
        _length += read.Length;
    }
}
