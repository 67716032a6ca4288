using System.IO.Pipelines;

namespace RoDLA.Api.Usage;

/// <summary>The body of a response, with a count of what was written.</summary>
internal sealed class CountedResponseBody(IHttpResponseBodyFeature body) : IHttpResponseBodyFeature
{
    private PipeWriter? _writer;
    private Stream? _stream;
    private long _count;

    /// <summary>Bytes so far.</summary>
    public long Count => _count;

    public Stream Stream => _stream ??= new CountedStream(body.Stream, this);

    public PipeWriter Writer => _writer ??= new CountedWriter(body.Writer, this);

    public void DisableBuffering() => body.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => body.StartAsync(cancellationToken);

    public Task CompleteAsync() => body.CompleteAsync();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        _count += count ?? new FileInfo(path).Length - offset;
        return body.SendFileAsync(path, offset, count, cancellationToken);
    }

    private sealed class CountedWriter(PipeWriter writer, CountedResponseBody owner) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => writer.CanGetUnflushedBytes;

        public override long UnflushedBytes => writer.UnflushedBytes;

        public override void Advance(int bytes)
        {
            owner._count += bytes;
            writer.Advance(bytes);
        }

        public override void CancelPendingFlush() => writer.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => writer.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => writer.CompleteAsync(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            writer.FlushAsync(cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => writer.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => writer.GetSpan(sizeHint);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default)
        {
            owner._count += source.Length;
            return writer.WriteAsync(source, cancellationToken);
        }
    }

    private sealed class CountedStream(Stream stream, CountedResponseBody owner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => stream.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count)
        {
            owner._count += count;
            stream.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            owner._count += buffer.Length;
            return stream.WriteAsync(buffer, cancellationToken);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
