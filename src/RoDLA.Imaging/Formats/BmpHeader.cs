namespace RoDLA.Imaging.Formats;

/// <summary>File and information header of a Windows bitmap (BITMAPCOREHEADER, or BITMAPINFOHEADER to BITMAPV5HEADER).</summary>
/// <param name="Size">Pixels.</param>
/// <param name="TopDown">Whether the first row stored is the top one.</param>
/// <param name="BitsPerPixel">1, 4, 8, 16, 24 or 32.</param>
/// <param name="Compression">How rows are stored.</param>
/// <param name="PixelOffset">Where the rows start.</param>
/// <param name="PaletteOffset">Where the palette starts.</param>
/// <param name="PaletteEntries">Colours in the palette.</param>
/// <param name="PaletteEntrySize">3 bytes in the oldest files, else 4.</param>
/// <param name="Masks">Bits of red, green, blue and alpha in pixels of 16 and 32 bits.</param>
internal readonly record struct BmpHeader(
    PageSize Size,
    bool TopDown,
    int BitsPerPixel,
    BmpCompression Compression,
    long PixelOffset,
    long PaletteOffset,
    int PaletteEntries,
    int PaletteEntrySize,
    BmpMasks Masks)
{
    private const int FileHeaderSize = 14;
    private const int CoreHeaderSize = 12;
    private const int InfoHeaderSize = 40;
    private const int HeaderWithAlphaMask = 56;

    /// <exception cref="ImageException">The header is truncated, inconsistent, or names an unknown compression.</exception>
    public static BmpHeader Read(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[FileHeaderSize + 56];
        int length = bytes.ReadUpTo(0, head);
        head[length..].Clear();
        int headerSize = BinaryPrimitives.ReadInt32LittleEndian(head[14..]);
        if (length < FileHeaderSize + CoreHeaderSize || (headerSize != CoreHeaderSize && length < FileHeaderSize + InfoHeaderSize))
        {
            throw ImageException.BrokenHeader("BMP");
        }

        BmpHeader header = headerSize == CoreHeaderSize ? ReadCore(head) : ReadInfo(head, headerSize);
        return header.IsSane() ? header : throw ImageException.BrokenHeader("BMP");
    }

    private static BmpHeader ReadCore(ReadOnlySpan<byte> head)
    {
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(head[24..]);
        return new BmpHeader(
            new PageSize(BinaryPrimitives.ReadUInt16LittleEndian(head[18..]), BinaryPrimitives.ReadUInt16LittleEndian(head[20..])),
            TopDown: false,
            bits,
            BmpCompression.None,
            BinaryPrimitives.ReadUInt32LittleEndian(head[10..]),
            FileHeaderSize + CoreHeaderSize,
            bits <= 8 ? 1 << bits : 0,
            PaletteEntrySize: 3,
            BmpMasks.Default(bits));
    }

    private static BmpHeader ReadInfo(ReadOnlySpan<byte> head, int headerSize)
    {
        int width = BinaryPrimitives.ReadInt32LittleEndian(head[18..]);
        int height = BinaryPrimitives.ReadInt32LittleEndian(head[22..]);
        int bits = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        uint compression = BinaryPrimitives.ReadUInt32LittleEndian(head[30..]);
        uint used = BinaryPrimitives.ReadUInt32LittleEndian(head[46..]);
        bool masked = compression is (uint)BmpCompression.BitFields or (uint)BmpCompression.AlphaBitFields;
        bool withAlphaMask = headerSize >= HeaderWithAlphaMask || compression == (uint)BmpCompression.AlphaBitFields;

        // Masks follow the 40-byte header; longer headers contain them.
        int masksAfter = masked && headerSize == InfoHeaderSize ? (withAlphaMask ? 16 : 12) : 0;
        int maxEntries = bits <= 8 ? 1 << bits : 0;
        return new BmpHeader(
            new PageSize(width, height == int.MinValue ? 0 : Math.Abs(height)),
            height < 0,
            bits,
            (BmpCompression)compression,
            BinaryPrimitives.ReadUInt32LittleEndian(head[10..]),
            FileHeaderSize + headerSize + masksAfter,
            used == 0 ? maxEntries : (int)Math.Min(used, (uint)maxEntries),
            PaletteEntrySize: 4,
            masked ? BmpMasks.Read(head[54..], withAlphaMask) : BmpMasks.Default(bits));
    }

    private bool IsSane()
    {
        bool stored = (Compression, BitsPerPixel) switch
        {
            (BmpCompression.None, 1 or 4 or 8 or 16 or 24 or 32) => true,
            (BmpCompression.Rle8, 8) or (BmpCompression.Rle4, 4) => !TopDown,
            (BmpCompression.BitFields or BmpCompression.AlphaBitFields, 16 or 32) => true,
            _ => false,
        };
        return stored && Size is { Width: > 0, Height: > 0 };
    }
}
