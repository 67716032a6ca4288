using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Exports;

/// <summary>Writes JSON to a stream asynchronously only, a piece at a time.</summary>
internal sealed class JsonStream : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = ReportJson.Options.Encoder };

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Stream _destination;

    public JsonStream(Stream destination)
    {
        _destination = destination;
        Writer = new Utf8JsonWriter(_buffer, Options);
    }

    /// <summary>Writes into memory.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Writes a property or an element; names are in snake_case, and what is not finite is null.</summary>
    public void Write<T>(T value) => JsonSerializer.Serialize(Writer, value, ReportJson.Options);

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await Writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _destination.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();
}
