using System.Buffers;
using System.Buffers.Text;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Submit;

/// <summary>Decodes a file that is a base64 text in JSON, be it a <c>data:</c> address or not, piece by piece.</summary>
/// <param name="destination">Gets the bytes.</param>
/// <param name="mostBytes">Most bytes of the file.</param>
/// <param name="tooLarge">The answer to a file with more.</param>
internal sealed class Base64Decoder(Stream destination, long mostBytes, FieldError tooLarge) : IDisposable
{
    private const int Chunk = 48 * 1024;
    private const int LongestPrefix = 256;
    private const int LongestEscape = 6;

    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(Chunk + LongestPrefix);
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Chunk + LongestPrefix);
    private int _textLength;
    private int _byteLength;
    private bool _isPastPrefix;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the text is no base64; the rest of it is passed over.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Takes what comes next of the text, as it is written in JSON. Call <see cref="FlushAsync"/> after it.</summary>
    /// <param name="json">The text, after its opening quotation mark.</param>
    /// <param name="isWhole">Whether its end was reached.</param>
    /// <returns>Bytes of <paramref name="json"/> that were taken; 0 when there are too few.</returns>
    public int Take(ReadOnlySpan<byte> json, out bool isWhole)
    {
        isWhole = false;
        int taken = 0;
        int most = Chunk - _textLength;
        while (taken < json.Length && taken < most && !isWhole)
        {
            ReadOnlySpan<byte> rest = json[taken..];
            int special = rest.IndexOfAny((byte)'"', (byte)'\\');
            int run = Math.Min(special < 0 ? rest.Length : special, most - taken);
            Append(rest[..run]);
            taken += run;
            if (run != special)
            {
                continue;
            }

            int used = rest[run] == (byte)'"' ? 1 : TakeEscape(rest[run..]);
            if (used == 0)
            {
                break;
            }

            isWhole = rest[run] == (byte)'"';
            taken += used;
        }

        Decode(isWhole);
        return taken;
    }

    /// <summary>Writes what was decoded.</summary>
    /// <exception cref="ApiException">The file is larger than it may be.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Length += _byteLength;
        if (Length > mostBytes)
        {
            throw new ApiException(ProblemKind.TooLarge, tooLarge.Sentence, [tooLarge]);
        }

        if (_byteLength > 0)
        {
            await destination.WriteAsync(_bytes.AsMemory(0, _byteLength), cancellationToken);
            _byteLength = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_text);
        ArrayPool<byte>.Shared.Return(_bytes);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }

    // 0 when the escape is not there to its end. Some writers put a stroke before every slash, and lines into the text.
    private int TakeEscape(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 2)
        {
            return 0;
        }

        switch (escape[1])
        {
            case (byte)'/':
                Append("/"u8);
                return 2;
            case (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u' when escape.Length < LongestEscape:
                return 0;
            case (byte)'u' when Utf8Parser.TryParse(escape[2..LongestEscape], out ushort code, out int used, 'X') && used == 4 && code < 0x80:
                Append([(byte)code]);
                return LongestEscape;
            default:
                IsMalformed = true;
                return 2;
        }
    }

    private void Decode(bool isWhole)
    {
        if (!IsMalformed && (_isPastPrefix || TrySkipPrefix(isWhole)))
        {
            DecodeText(isWhole);
        }

        if (IsMalformed)
        {
            _textLength = 0;
            _byteLength = 0;
        }
    }

    private void DecodeText(bool isWhole)
    {
        // Padding belongs to the end: what comes from the first of it on waits for the last piece.
        int padding = _text.AsSpan(0, _textLength).IndexOf((byte)'=');
        int length = isWhole ? PadToWhole() : padding < 0 ? _textLength : padding;
        OperationStatus status = Base64.DecodeFromUtf8(_text.AsSpan(0, length), _bytes.AsSpan(_byteLength), out int read, out int written, isWhole);
        _byteLength += written;
        _text.AsSpan(read, _textLength - Math.Min(read, _textLength)).CopyTo(_text);
        _textLength = Math.Max(0, _textLength - read);
        IsMalformed = status == OperationStatus.InvalidData || _textLength > LongestPrefix;
    }

    // Many leave the padding out. What is left at the end is short, but for a text that is no base64.
    private int PadToWhole()
    {
        int length = 0;
        foreach (byte character in _text.AsSpan(0, _textLength))
        {
            if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                _text[length++] = character;
            }
        }

        _textLength = length;
        while (length % 4 > 1)
        {
            _text[length++] = (byte)'=';
        }

        return length;
    }

    // False while the prefix is not there to its end.
    private bool TrySkipPrefix(bool isWhole)
    {
        ReadOnlySpan<byte> text = _text.AsSpan(0, _textLength);
        if (text.Length < "data:"u8.Length && !isWhole)
        {
            return false;
        }

        if (!text.StartsWith("data:"u8))
        {
            _isPastPrefix = true;
            return true;
        }

        int comma = text.IndexOf((byte)',');
        if (comma < 0 && !isWhole && text.Length <= LongestPrefix)
        {
            return false;
        }

        IsMalformed = comma is < 0 or > LongestPrefix || !text[..comma].EndsWith(";base64"u8);
        if (IsMalformed)
        {
            return false;
        }

        text[(comma + 1)..].CopyTo(_text);
        _textLength -= comma + 1;
        _isPastPrefix = true;
        return true;
    }
}
