using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>
/// Decodes Windows bitmaps, which the bundled libvips cannot read: palettes of 1, 4 and 8 bits, 16, 24 and 32 bits, RLE4 and RLE8. Pixels
/// with an alpha mask are composited on white; without a mask the fourth byte is ignored, as the format defines.
/// </summary>
internal static class BmpDecoder
{
    private const string Format = "BMP";

    /// <exception cref="ImageException">The pixels are cut off or contradict the header.</exception>
    public static PageImage Decode(ByteWindow bytes, BmpHeader header, DecodeWatch watch)
    {
        Span<byte> palette = stackalloc byte[256 * 3];
        palette.Clear();
        ReadPalette(bytes, header, palette);
        PageImage page = PageImage.Rent(header.Size.Width, header.Size.Height);
        try
        {
            if (header.Compression is BmpCompression.Rle4 or BmpCompression.Rle8)
            {
                BmpRunLengths.Decode(bytes.Slice(header.PixelOffset, bytes.Length), header.BitsPerPixel, palette, page);
            }
            else
            {
                DecodeRows(bytes, header, palette, page, watch);
            }

            return page;
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    /// <summary>Palette entries as red, green, blue; entries missing in the file stay black.</summary>
    private static void ReadPalette(ByteWindow bytes, BmpHeader header, Span<byte> palette)
    {
        Span<byte> stored = stackalloc byte[256 * 4];
        Span<byte> wanted = stored[..(header.PaletteEntries * header.PaletteEntrySize)];
        int read = bytes.ReadUpTo(header.PaletteOffset, wanted);
        for (int entry = 0; (entry + 1) * header.PaletteEntrySize <= read; entry++)
        {
            ReadOnlySpan<byte> blueGreenRed = wanted[(entry * header.PaletteEntrySize)..];
            palette[3 * entry] = blueGreenRed[2];
            palette[(3 * entry) + 1] = blueGreenRed[1];
            palette[(3 * entry) + 2] = blueGreenRed[0];
        }
    }

    private static void DecodeRows(
        ByteWindow bytes, BmpHeader header, ReadOnlySpan<byte> palette, PageImage page, DecodeWatch watch)
    {
        int stride = checked((int)(((((long)header.Size.Width * header.BitsPerPixel) + 31) / 32) * 4));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(stride);
        try
        {
            Span<byte> stored = buffer.AsSpan(0, stride);
            for (int row = 0; row < page.Height; row++)
            {
                watch.ThrowIfMustStop();
                if (!bytes.TryRead(header.PixelOffset + ((long)row * stride), stored))
                {
                    throw ImageException.Undecodable(Format);
                }

                Span<byte> target = page.Row(header.TopDown ? row : page.Height - 1 - row);
                switch (header.BitsPerPixel)
                {
                    case 24:
                        ReorderRow(stored, target);
                        break;
                    case 16 or 32:
                        UnmaskRow(stored, header, target);
                        break;
                    default:
                        LookUpRow(stored, header.BitsPerPixel, palette, target);
                        break;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void ReorderRow(ReadOnlySpan<byte> stored, Span<byte> target)
    {
        for (int at = 0; at < target.Length; at += 3)
        {
            target[at] = stored[at + 2];
            target[at + 1] = stored[at + 1];
            target[at + 2] = stored[at];
        }
    }

    private static void UnmaskRow(ReadOnlySpan<byte> stored, BmpHeader header, Span<byte> target)
    {
        BmpMasks masks = header.Masks;
        int size = header.BitsPerPixel / 8;
        for (int x = 0; x < header.Size.Width; x++)
        {
            ReadOnlySpan<byte> bytes = stored[(x * size)..];
            uint pixel = size == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            int alpha = masks.Alpha == 0 ? 255 : BmpMasks.Channel(pixel, masks.Alpha);
            target[3 * x] = OnWhite(BmpMasks.Channel(pixel, masks.Red), alpha);
            target[(3 * x) + 1] = OnWhite(BmpMasks.Channel(pixel, masks.Green), alpha);
            target[(3 * x) + 2] = OnWhite(BmpMasks.Channel(pixel, masks.Blue), alpha);
        }
    }

    private static byte OnWhite(int value, int alpha) => (byte)(((value * alpha) + (255 * (255 - alpha)) + 127) / 255);

    private static void LookUpRow(ReadOnlySpan<byte> stored, int bits, ReadOnlySpan<byte> palette, Span<byte> target)
    {
        int mask = (1 << bits) - 1;
        for (int x = 0; x < target.Length / 3; x++)
        {
            int bit = x * bits;
            int entry = (stored[bit >> 3] >> (8 - bits - (bit & 7))) & mask;
            palette.Slice(3 * entry, 3).CopyTo(target[(3 * x)..]);
        }
    }
}
