namespace RoDLA.Api.Middleware;

/// <summary>
/// Counts the bytes of a body, and drops them. An endless body, and a long one of unknown length, are stopped: their headers are known.
/// </summary>
/// <param name="response">The response.</param>
/// <param name="stop">Stops the handler.</param>
internal sealed class CountingStream(HttpResponse response, CancellationTokenSource stop) : MemoryStream
{
    private const long MaxUnknown = 1024 * 1024;

    private long _length;

    /// <summary>Whether the handler was stopped.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Bytes so far.</summary>
    public override long Length => _length;

    // Every other way to write or flush a MemoryStream that is derived from leads to these two.
    public override void Write(byte[] buffer, int offset, int count)
    {
        _length += count;
        Flush();
    }

    public override void Flush()
    {
        bool isEndless = response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;
        if (isEndless || (response.ContentLength is null && _length > MaxUnknown))
        {
            IsStopped = true;
            stop.Cancel();
        }
    }
}
