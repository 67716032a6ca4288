using System.Buffers.Text;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Submit;

/// <summary>
/// Decodes a file in base64 from a JSON string, piece by piece: padded or not, of either alphabet (RFC 4648, sections 4 and 5), with white
/// space, JSON escapes and a prefix <c>data:...;base64,</c>.
/// </summary>
/// <param name="destination">Receives the bytes.</param>
/// <param name="mostBytes">Largest size of the file in bytes.</param>
/// <param name="tooLarge">The mistake of a larger file.</param>
internal sealed class Base64Decoder(Stream destination, long mostBytes, FieldError tooLarge) : IDisposable
{
    private const int Piece = 48 * 1024;
    private const int LongestPrefix = 256;
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    private readonly byte[] _escape = new byte[LongestEscape];

    // The prefix, or base64 without padding and white space.
    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(Piece + LongestPrefix);
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Piece + LongestPrefix);
    private int _escapeLength;
    private int _textLength;
    private int _byteLength;
    private int _padding;
    private bool _isPrefix;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the text is not base64; the rest of it is skipped.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Takes the next piece of the string. Call <see cref="FlushAsync"/> after it.</summary>
    /// <param name="json">The piece, as written in JSON; the first begins after the opening quotation mark.</param>
    /// <param name="isWhole">Whether the closing quotation mark was reached.</param>
    /// <returns>Number of bytes of <paramref name="json"/> that were taken.</returns>
    public int Take(ReadOnlySpan<byte> json, out bool isWhole)
    {
        isWhole = false;
        int taken = 0;
        int most = Math.Min(json.Length, Piece);
        while (taken < most && !isWhole)
        {
            ReadOnlySpan<byte> rest = json[taken..most];
            int run = _escapeLength > 0 || _isPrefix ? 0 : rest.IndexOfAnyExcept(Alphabet);
            run = run < 0 ? rest.Length : run;
            Append(rest[..run]);
            taken += run;
            if (run < rest.Length)
            {
                isWhole = TakeOther(rest[run]);
                taken++;
            }
        }

        Decode(isWhole);
        return taken;
    }

    /// <summary>Writes the decoded bytes.</summary>
    /// <exception cref="ApiException">The file is too large.</exception>
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
        IsMalformed |= !text.IsEmpty && _padding > 0;
        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }

    // Returns whether it is the closing quotation mark.
    private bool TakeOther(byte character)
    {
        if (_escapeLength == 0 && character == (byte)'"')
        {
            return true;
        }

        if (_escapeLength == 0 && character != (byte)'\\')
        {
            Put(character);
            return false;
        }

        _escape[_escapeLength++] = character;
        if (_escapeLength == LongestEscape || (_escapeLength == 2 && character != (byte)'u'))
        {
            Put(Unescape(_escape.AsSpan(0, _escapeLength)));
            _escapeLength = 0;
        }

        return false;
    }

    // Some writers escape every slash, or break the text into lines.
    private static byte Unescape(ReadOnlySpan<byte> escape) => escape switch
    {
        [_, (byte)'/'] => (byte)'/',
        [_, (byte)'n' or (byte)'r' or (byte)'t'] => (byte)' ',
        [_, (byte)'u', (byte)'0', (byte)'0', .. var hex]
            when Utf8Parser.TryParse(hex, out byte code, out int used, 'X') && used == 2 => code,
        _ => byte.MaxValue,
    };

    private void Put(byte character)
    {
        if (_isPrefix)
        {
            PutPrefix(character);
        }
        else if (Alphabet.Contains(character))
        {
            Append([character]);
        }
        else if (character == (byte)'=')
        {
            _padding++;
        }
        else if (character == (byte)':' && Length == 0 && Ascii.EqualsIgnoreCase(_text.AsSpan(0, _textLength), "data"u8))
        {
            _isPrefix = true;
        }
        else
        {
            IsMalformed |= character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');
        }
    }

    private void PutPrefix(byte character)
    {
        if (character != (byte)',')
        {
            Append([character]);
            return;
        }

        ReadOnlySpan<byte> encoding = ";base64"u8;
        ReadOnlySpan<byte> prefix = _text.AsSpan(0, _textLength);
        IsMalformed |= prefix.Length < encoding.Length || !Ascii.EqualsIgnoreCase(prefix[^encoding.Length..], encoding);
        _isPrefix = false;
        _textLength = 0;
    }

    private void Decode(bool isWhole)
    {
        IsMalformed |= _isPrefix && (isWhole || _textLength > LongestPrefix);
        if (!IsMalformed && !_isPrefix)
        {
            DecodeText(isWhole);
        }

        if (IsMalformed)
        {
            (_textLength, _byteLength) = (0, 0);
        }
    }

    private void DecodeText(bool isWhole)
    {
        // The first four characters wait for a fifth: they may be those of the prefix.
        int rest = _textLength % 4;
        int length = isWhole ? _textLength : _textLength > 4 ? _textLength - rest : 0;
        if (isWhole)
        {
            IsMalformed = rest == 1 || (_padding > 0 && (rest == 0 || rest + _padding > 4));
            while (length % 4 > 1)
            {
                _text[length++] = (byte)'=';
            }
        }

        Span<byte> text = _text.AsSpan(0, length);
        text.Replace((byte)'-', (byte)'+');
        text.Replace((byte)'_', (byte)'/');
        IsMalformed |= Base64.DecodeFromUtf8(text, _bytes.AsSpan(_byteLength), out _, out int written, isWhole) != OperationStatus.Done;
        _byteLength += written;
        _textLength = isWhole ? 0 : _textLength - length;
        _text.AsSpan(length, _textLength).CopyTo(_text);
    }
}
