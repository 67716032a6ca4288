using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>
/// Run lengths of 4- and 8-bit bitmaps (BI_RLE4, BI_RLE8): pairs of a count and a colour, and escapes for the end of a row, a jump and
/// literal pixels. Skipped pixels have colour 0, as Windows draws them.
/// </summary>
internal ref struct BmpRunLengths
{
    private const int EndOfRow = 0;
    private const int EndOfBitmap = 1;
    private const int Jump = 2;

    private readonly ByteWindow _bytes;
    private readonly Span<byte> _buffer;
    private long _bufferAt;
    private int _buffered;
    private int _next;

    private BmpRunLengths(ByteWindow bytes, Span<byte> buffer)
    {
        _bytes = bytes;
        _buffer = buffer;
    }

    /// <exception cref="ImageException">The runs end before the bitmap does, or reach outside it.</exception>
    public static void Decode(ByteWindow bytes, int bits, ReadOnlySpan<byte> palette, PageImage page)
    {
        for (int at = 0; at < page.Pixels.Length; at += 3)
        {
            palette[..3].CopyTo(page.Pixels[at..]);
        }

        Span<byte> buffer = stackalloc byte[4096];
        var stream = new BmpRunLengths(bytes, buffer);
        int x = 0;
        int row = 0;
        while (row < page.Height)
        {
            int count = stream.NextByte();
            int code = stream.NextByte();
            if (count > 0)
            {
                Span<byte> target = Pixels(page, row, x, count);
                for (int i = 0; i < count; i++)
                {
                    int entry = bits == 8 ? code : Nibble(code, i);
                    palette.Slice(3 * entry, 3).CopyTo(target[(3 * i)..]);
                }

                x += count;
            }
            else if (code == EndOfBitmap)
            {
                return;
            }
            else if (code == EndOfRow)
            {
                x = 0;
                row++;
            }
            else if (code == Jump)
            {
                x += stream.NextByte();
                row += stream.NextByte();
                if (x > page.Width || row > page.Height)
                {
                    throw ImageException.Undecodable("BMP");
                }
            }
            else
            {
                stream.Literals(code, bits, palette, Pixels(page, row, x, code));
                x += code;
            }
        }
    }

    private static int Nibble(int pair, int index) => (index & 1) == 0 ? pair >> 4 : pair & 0xF;

    private static Span<byte> Pixels(PageImage page, int row, int x, int count) =>
        row < page.Height && x + count <= page.Width
            ? page.Row(page.Height - 1 - row).Slice(3 * x, 3 * count)
            : throw ImageException.Undecodable("BMP");

    private void Literals(int count, int bits, ReadOnlySpan<byte> palette, Span<byte> target)
    {
        int bytes = bits == 8 ? count : (count + 1) / 2;
        int pair = 0;
        for (int i = 0; i < count; i++)
        {
            if (bits == 8 || (i & 1) == 0)
            {
                pair = NextByte();
            }

            int entry = bits == 8 ? pair : Nibble(pair, i);
            palette.Slice(3 * entry, 3).CopyTo(target[(3 * i)..]);
        }

        // Literals are padded to 16 bits.
        if ((bytes & 1) != 0)
        {
            NextByte();
        }
    }

    private byte NextByte()
    {
        if (_next == _buffered)
        {
            _buffered = _bytes.ReadUpTo(_bufferAt, _buffer);
            _bufferAt += _buffered;
            _next = 0;
            if (_buffered == 0)
            {
                throw ImageException.Undecodable("BMP");
            }
        }

        return _buffer[_next++];
    }
}
