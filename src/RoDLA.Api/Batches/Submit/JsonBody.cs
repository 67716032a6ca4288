using System.IO.Pipelines;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Reads a JSON body token by token as it arrives. A file in base64 (<see cref="CopyBase64Async"/>) is streamed, whatever its length. Any
/// other value is at most <see cref="MostValueBytes"/> long, a skipped one 8 MiB, and all of them together 32 MiB: each token takes time.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="mostBytes">Largest size of the whole body in bytes.</param>
internal sealed class JsonBody(PipeReader body, long mostBytes)
{
    /// <summary>Largest size of one value in bytes.</summary>
    public const int MostValueBytes = 4 * 1024 * 1024;

    private const int MostSkippedBytes = 8 * 1024 * 1024;
    private const int MostTextBytes = 32 * 1024 * 1024;

    private long _consumed;
    private long _base64;
    private JsonReaderState _state;

    private delegate bool Step<T>(ref Utf8JsonReader reader, out T value);

    /// <summary>The problem of a body over the limit.</summary>
    public static ApiException TooLarge(long mostBytes) =>
        new(ProblemKind.TooLarge, $"The request is larger than {mostBytes / (1024 * 1024)} MiB, the maximum.");

    /// <summary>Skips a byte order mark.</summary>
    public async ValueTask SkipMarkAsync(CancellationToken cancellationToken)
    {
        ReadOnlySequence<byte> buffer = (await ReadBytesAsync(3, cancellationToken)).Buffer;
        SequenceReader<byte> reader = new(buffer);
        _ = reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true);
        Consume(buffer, reader.Position);
    }

    /// <summary>Reads the next token, and its text if it is a name; <see cref="JsonTokenType.None"/> at the end of the body.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask<(JsonTokenType Type, string? Name)> ReadAsync(CancellationToken cancellationToken) =>
        await StepAsync(static (ref Utf8JsonReader reader, out (JsonTokenType, string?) token) =>
        {
            bool isRead = reader.Read();
            token = (reader.TokenType, isRead && reader.TokenType == JsonTokenType.PropertyName ? ReadName(ref reader) : null);
            return isRead;
        }, cancellationToken);

    /// <summary>Reads the next value with everything in it.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask<JsonElement> ReadValueAsync(CancellationToken cancellationToken) =>
        await StepAsync(static (ref Utf8JsonReader reader, out JsonElement value) =>
        {
            bool isRead = JsonElement.TryParseValue(ref reader, out JsonElement? element);
            value = element.GetValueOrDefault();
            return isRead;
        }, cancellationToken) is { ValueKind: not JsonValueKind.Undefined } value ? value : throw EndsEarly();

    /// <summary>Skips the next value with everything in it.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask SkipValueAsync(CancellationToken cancellationToken)
    {
        int depth = 0;
        long start = _consumed;
        do
        {
            ThrowIfTooLong(_consumed - start, MostSkippedBytes);
            depth += (await ReadAsync(cancellationToken)).Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                JsonTokenType.None => throw EndsEarly(),
                _ => 0,
            };
        }
        while (depth > 0);
    }

    /// <summary>Passes the next value to <paramref name="decoder"/> as it arrives.</summary>
    /// <returns>False when the value is not a string; it is not read then.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask<bool> CopyBase64Async(Base64Decoder decoder, CancellationToken cancellationToken)
    {
        if (!await TrySkipQuoteAsync(cancellationToken))
        {
            return false;
        }

        bool isWhole = false;
        while (!isWhole)
        {
            ReadResult read = await ReadBytesAsync(1, cancellationToken);
            int used = decoder.Take(read.Buffer.FirstSpan, out isWhole);
            _base64 += used;
            Consume(read.Buffer, read.Buffer.GetPosition(used));
            await decoder.FlushAsync(cancellationToken);
            if (used == 0 && read.IsCompleted)
            {
                throw EndsEarly();
            }
        }

        // The state of the reader must be that after a string: an empty one stands for it.
        Utf8JsonReader reader = new("\"\""u8, isFinalBlock: false, _state);
        _ = reader.Read();
        _state = reader.CurrentState;
        return true;
    }

    private static string ReadName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new ApiException(ProblemKind.BadRequest, "The name of a field is not valid Unicode.", inner: e);
        }
    }

    private static void ThrowIfTooLong(long bytes, int most)
    {
        if (bytes > most)
        {
            throw new ApiException(ProblemKind.Validation, $"A value of the request is longer than {most / (1024 * 1024)} MiB.");
        }
    }

    private static JsonException EndsEarly() => new("The body ends within a value.");

    private async ValueTask<bool> TrySkipQuoteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await ReadBytesAsync(1, cancellationToken);
            ReadOnlySequence<byte> buffer = SkipWhiteSpace(read.Buffer);
            bool isQuote = !buffer.IsEmpty && buffer.FirstSpan[0] == (byte)'"';
            Consume(read.Buffer, isQuote ? buffer.GetPosition(1) : buffer.Start);
            if (!buffer.IsEmpty || read.IsCompleted)
            {
                return isQuote;
            }
        }
    }

    // A step that needs more bytes is repeated from its beginning, with at least twice as many: linear time for a value in many pieces.
    private async ValueTask<T?> StepAsync<T>(Step<T> step, CancellationToken cancellationToken)
    {
        int least = 1;
        while (true)
        {
            ReadResult read = await ReadBytesAsync(least, cancellationToken);
            ReadOnlySequence<byte> buffer = SkipWhiteSpace(read.Buffer);
            Utf8JsonReader reader = new(buffer, read.IsCompleted, _state);
            SequencePosition end = buffer.End;
            try
            {
                bool isRead = step(ref reader, out T value);
                ThrowIfTooLong(isRead ? reader.BytesConsumed : buffer.Length, MostValueBytes);
                if (_consumed - _base64 > MostTextBytes)
                {
                    throw new ApiException(
                        ProblemKind.TooLarge, $"The request has more than {MostTextBytes / (1024 * 1024)} MiB beside its images.");
                }

                end = isRead ? buffer.GetPosition(reader.BytesConsumed) : buffer.Start;
                if (isRead)
                {
                    _state = reader.CurrentState;
                    return value;
                }
            }
            finally
            {
                Consume(read.Buffer, end);
            }

            if (read.IsCompleted)
            {
                return default;
            }

            least = (int)Math.Clamp(buffer.Length * 2, 1, MostValueBytes + 1);
        }
    }

    private async ValueTask<ReadResult> ReadBytesAsync(int least, CancellationToken cancellationToken)
    {
        ReadResult read = await body.ReadAtLeastAsync(least, cancellationToken);
        if (_consumed + read.Buffer.Length <= mostBytes)
        {
            return read;
        }

        body.AdvanceTo(read.Buffer.End);
        throw TooLarge(mostBytes);
    }

    private void Consume(ReadOnlySequence<byte> buffer, SequencePosition position)
    {
        _consumed += buffer.Slice(0, position).Length;
        body.AdvanceTo(position);
    }

    private static ReadOnlySequence<byte> SkipWhiteSpace(ReadOnlySequence<byte> buffer)
    {
        SequenceReader<byte> reader = new(buffer);
        reader.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');
        return reader.UnreadSequence;
    }
}
