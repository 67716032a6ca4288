using System.Numerics;

namespace RoDLA.Imaging.Formats;

/// <summary>Which bits of a 16- or 32-bit pixel hold red, green, blue and alpha.</summary>
internal readonly record struct BmpMasks(uint Red, uint Green, uint Blue, uint Alpha)
{
    /// <summary>Masks of files without any: 5 bits each of 16, 8 bits each of 32, no alpha.</summary>
    public static BmpMasks Default(int bitsPerPixel) =>
        bitsPerPixel == 16 ? new BmpMasks(0x7C00, 0x03E0, 0x001F, 0) : new BmpMasks(0xFF0000, 0x00FF00, 0x0000FF, 0);

    /// <summary>Three or four masks in a row.</summary>
    public static BmpMasks Read(ReadOnlySpan<byte> bytes, bool withAlpha) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        withAlpha ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) : 0);

    /// <summary>The bits under a mask, scaled to 0..255.</summary>
    public static int Channel(uint pixel, uint mask)
    {
        if (mask == 0)
        {
            return 0;
        }

        int shift = BitOperations.TrailingZeroCount(mask);
        uint max = mask >> shift;
        return (int)(((((ulong)(pixel & mask)) >> shift) * 255 + (max / 2)) / max);
    }
}
