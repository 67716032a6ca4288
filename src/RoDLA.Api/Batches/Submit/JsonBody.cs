using System.Text.Json;
using RoDLA.Api.Errors;
using RoDLA.Imaging;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Reads a JSON body token by token as it arrives. Text that holds a file (<see cref="CopyBase64Async"/>) goes through a small buffer,
/// however long it is; any other value must fit into <see cref="MostValueBytes"/>, unless it is passed over.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="mostBytes">Most bytes of the whole body.</param>
internal sealed class JsonBody(Stream body, long mostBytes) : IDisposable
{
    /// <summary>Most bytes of one value that is read whole.</summary>
    public const int MostValueBytes = 4 * 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    // Bytes that stay free at the front, so that two can be put before what is left at any time.
    private const int Front = 2;

    private byte[] _buffer = LargeArrayPool.Shared.Rent<byte>(FirstBuffer);
    private int _start = Front;
    private int _end = Front;
    private bool _isComplete;
    private long _read;
    private JsonReaderState _state;

    private delegate bool Step<T>(ref Utf8JsonReader reader, out T value);

    /// <summary>The problem of a body over the limit.</summary>
    public static ApiException TooLarge(long mostBytes) =>
        new(ProblemKind.TooLarge, $"The request is larger than {mostBytes / (1024 * 1024)} MiB, the most that is taken.");

    /// <summary>Reads the next token; null at the end of the body.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public ValueTask<JsonToken?> ReadAsync(CancellationToken cancellationToken) => ReadAsync(TryRead, cancellationToken);

    /// <summary>Passes over the value that comes next, with everything in it; nothing of it is kept.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask SkipValueAsync(CancellationToken cancellationToken)
    {
        int depth = 0;
        do
        {
            JsonToken? token = await ReadAsync(TryPass, cancellationToken);
            depth += token?.Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                null => throw new JsonException("The body ends within a value."),
                _ => 0,
            };
        }
        while (depth > 0);
    }

    /// <summary>Reads the value that comes next, with everything in it.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask<JsonElement> ReadValueAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryStep<JsonElement>(TryReadValue, out JsonElement read))
            {
                return read;
            }

            if (_isComplete)
            {
                throw new JsonException("The body ends within a value.");
            }

            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Gives the text that comes next to <paramref name="decoder"/> as it arrives.</summary>
    /// <returns>False when what comes next is no text; it is still to be read then.</returns>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async ValueTask<bool> CopyBase64Async(Base64Decoder decoder, CancellationToken cancellationToken)
    {
        while (SkipWhiteSpace() && !_isComplete)
        {
            await FillAsync(cancellationToken);
        }

        if (_start == _end || _buffer[_start] != (byte)'"')
        {
            return false;
        }

        _start++;
        while (true)
        {
            int used = decoder.Take(_buffer.AsSpan(_start, _end - _start), out bool isWhole);
            _start += used;
            await decoder.FlushAsync(cancellationToken);
            if (isWhole)
            {
                break;
            }

            if (used > 0)
            {
                continue;
            }

            if (_isComplete)
            {
                throw new JsonException("The body ends within a text.");
            }

            await FillAsync(cancellationToken);
        }

        // The reader of the rest must see a value where there was one: an empty text. It fits: a quotation mark at least was taken, behind the front.
        _buffer[--_start] = (byte)'"';
        _buffer[--_start] = (byte)'"';
        _ = await ReadAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => LargeArrayPool.Shared.Return(_buffer);

    private static bool TryRead(ref Utf8JsonReader reader, out JsonToken token)
    {
        if (!reader.Read())
        {
            token = default;
            return false;
        }

        string? text = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? reader.GetString() : null;
        token = new JsonToken(reader.TokenType, text);
        return true;
    }

    private static bool TryPass(ref Utf8JsonReader reader, out JsonToken token)
    {
        bool isRead = reader.Read();
        token = new JsonToken(reader.TokenType, null);
        return isRead;
    }

    private static bool TryReadValue(ref Utf8JsonReader reader, out JsonElement value)
    {
        if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
        {
            value = default;
            return false;
        }

        using (document)
        {
            value = document.RootElement.Clone();
            return true;
        }
    }

    private async ValueTask<JsonToken?> ReadAsync(Step<JsonToken> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryStep(step, out JsonToken read))
            {
                return read;
            }

            if (_isComplete)
            {
                return null;
            }

            await FillAsync(cancellationToken);
        }
    }

    // A step that cannot be finished yet leaves everything as it was: the reader is thrown away, and made anew with more bytes.
    private bool TryStep<T>(Step<T> step, out T value)
    {
        _ = SkipWhiteSpace();
        Utf8JsonReader reader = new(_buffer.AsSpan(_start, _end - _start), _isComplete, _state);
        if (!step(ref reader, out value))
        {
            return false;
        }

        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return true;
    }

    // True when nothing but white space is there.
    private bool SkipWhiteSpace()
    {
        while (_start < _end && _buffer[_start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _start++;
        }

        return _start == _end;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > Front)
        {
            MoveTo(_buffer);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        int read = await body.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _isComplete = read == 0;
        _end += read;
        _read += read;
        if (_read > mostBytes)
        {
            throw TooLarge(mostBytes);
        }
    }

    private void Grow()
    {
        int length = _buffer.Length * 2;
        if (length > MostValueBytes + FirstBuffer)
        {
            throw new ApiException(ProblemKind.Validation, $"A value of the request is longer than {MostValueBytes / (1024 * 1024)} MiB.");
        }

        byte[] larger = LargeArrayPool.Shared.Rent<byte>(length);
        byte[] old = _buffer;
        MoveTo(larger);
        _buffer = larger;
        LargeArrayPool.Shared.Return(old);
    }

    private void MoveTo(byte[] target)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(target.AsSpan(Front));
        _end = Front + _end - _start;
        _start = Front;
    }
}
