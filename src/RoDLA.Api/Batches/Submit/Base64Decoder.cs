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
    private const int MaxPrefix = 256;
    private const int MaxEscape = 6;

    // The piece as written in JSON, with room for a quotation mark on both sides. An escape that is cut off waits here for its end.
    private readonly byte[] _json = ArrayPool<byte>.Shared.Rent(1 + MaxEscape + Piece + 1);

    // The text without escapes and white space. The prefix, or up to three characters, wait here for the next piece.
    private readonly byte[] _text = ArrayPool<byte>.Shared.Rent(MaxPrefix + MaxEscape + Piece);
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(MaxPrefix + Piece);
    private int _jsonLength;
    private int _textLength;
    private int _byteLength;
    private int _padding;
    private bool _isPastPrefix;

    public long Length { get; private set; }

    /// <summary>Whether the text is not base64; the rest of it is skipped.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Takes the next piece of the string. Call <see cref="FlushAsync"/> after it.</summary>
    /// <param name="json">The piece, as written in JSON; the first begins after the opening quotation mark.</param>
    /// <param name="isWhole">Whether the closing quotation mark was reached.</param>
    /// <returns>Number of bytes of <paramref name="json"/> that were taken.</returns>
    public int Take(ReadOnlySpan<byte> json, out bool isWhole)
    {
        int waiting = _jsonLength;
        int taken = Math.Min(json.Length, Piece);
        json[..taken].CopyTo(_json.AsSpan(1 + waiting));
        Span<byte> text = _json.AsSpan(1, waiting + taken);
        int end = FindEnd(text, out isWhole);
        if (!IsMalformed)
        {
            int before = _textLength;
            Unescape(end);
            Decode(before, isWhole);
        }

        if (IsMalformed)
        {
            (_textLength, _byteLength) = (0, 0);
        }

        text[end..].CopyTo(text);
        _jsonLength = text.Length - end;
        return isWhole ? end + 1 - waiting : taken;
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

        await destination.WriteAsync(_bytes.AsMemory(0, _byteLength), cancellationToken);
        _byteLength = 0;
    }

    public void Dispose() => Array.ForEach([_json, _text, _bytes], buffer => ArrayPool<byte>.Shared.Return(buffer));

    // The closing quotation mark, or the beginning of an escape that is cut off, or the end of the piece.
    private static int FindEnd(ReadOnlySpan<byte> json, out bool isWhole)
    {
        isWhole = false;
        for (int at = 0; at < json.Length; at++)
        {
            int next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            isWhole = json[at] == (byte)'"';
            int length = json[at..] is [_, (byte)'u', ..] ? MaxEscape : 2;
            if (isWhole || at + length > json.Length)
            {
                return at;
            }

            at += length - 1;
        }

        return json.Length;
    }

    // Some writers escape every slash, or break the text into lines.
    private void Unescape(int length)
    {
        Span<byte> added = _text.AsSpan(_textLength);
        if (!_json.AsSpan(1, length).Contains((byte)'\\'))
        {
            _json.AsSpan(1, length).CopyTo(added);
            _textLength += length;
            return;
        }

        byte next = _json[length + 1];
        (_json[0], _json[length + 1]) = ((byte)'"', (byte)'"');
        try
        {
            Utf8JsonReader reader = new(_json.AsSpan(0, length + 2));
            _ = reader.Read();
            _textLength += reader.CopyString(added);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            IsMalformed = true;
        }

        _json[length + 1] = next;
    }

    // The first characters of the text waited for this piece.
    private void Decode(int waiting, bool isWhole)
    {
        int end = RemoveWhiteSpace(_text.AsSpan(0, _textLength));
        int start = FindStart(_text.AsSpan(0, end), isWhole);
        if (start < 0)
        {
            _textLength = end;
            return;
        }

        ReadOnlySpan<byte> text = _text.AsSpan(start, end - start);
        int length = _padding > 0 ? waiting : text.IndexOf((byte)'=');
        length = length < 0 ? text.Length : length;
        IsMalformed |= text[length..].ContainsAnyExcept((byte)'=');
        _padding += text.Length - length;
        int rest = length % 4;
        IsMalformed |= isWhole && _padding > 0 && (rest == 0 || rest + _padding > 4);
        end = start + length - (isWhole ? 0 : rest);
        while (isWhole && (end - start) % 4 > 1)
        {
            _text[end++] = (byte)'=';
        }

        Span<byte> whole = _text.AsSpan(start, end - start);
        whole.Replace((byte)'-', (byte)'+');
        whole.Replace((byte)'_', (byte)'/');
        IsMalformed |= Base64.DecodeFromUtf8(whole, _bytes, out _, out _byteLength, isWhole) != OperationStatus.Done;
        _textLength = isWhole ? 0 : rest;
        _text.AsSpan(end, _textLength).CopyTo(_text);
    }

    private static int RemoveWhiteSpace(Span<byte> text)
    {
        int length = 0;
        foreach (Range run in ((ReadOnlySpan<byte>)text).SplitAny(" \t\r\n"u8))
        {
            text[run].CopyTo(text[length..]);
            length += text[run].Length;
        }

        return length;
    }

    // Where the text begins after its prefix; -1 while it may still be one.
    private int FindStart(ReadOnlySpan<byte> text, bool isWhole)
    {
        ReadOnlySpan<byte> scheme = "data:"u8;
        ReadOnlySpan<byte> encoding = ";base64"u8;
        if (_isPastPrefix || text.Length < scheme.Length)
        {
            return _isPastPrefix || isWhole ? 0 : -1;
        }

        int comma = -1;
        if (Ascii.EqualsIgnoreCase(text[..scheme.Length], scheme))
        {
            comma = text.IndexOf((byte)',');
            if (comma < 0 && !isWhole && text.Length <= MaxPrefix)
            {
                return -1;
            }

            IsMalformed |= comma < encoding.Length || !Ascii.EqualsIgnoreCase(text[(comma - encoding.Length)..comma], encoding);
        }

        _isPastPrefix = true;
        return comma + 1;
    }
}
