using System.Buffers.Binary;

namespace RoDLA.Tests.Imaging;

/// <summary>Files that consist of a header only, with any size.</summary>
internal static class Headers
{
    private const int TiffDirectorySize = 2 + (12 * 9) + 4;

    public static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0,
    ];

    public static byte[] Png(int width, int height)
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[8], 8, 2, 0, 0, 0, .. new byte[4]];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    public static byte[] Gif(ushort width, ushort height) =>
        [.. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0, 0, 0, 0x3B];

    public static byte[] Bmp(int width, int height)
    {
        byte[] bmp = new byte[54];
        "BM"u8.CopyTo(bmp);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), height);
        bmp[28] = 24;
        return bmp;
    }

    /// <summary>Pages without pixels, one directory after the other.</summary>
    public static byte[] Tiff(int width, int height, int pages = 1)
    {
        byte[] tiff = new byte[8 + (pages * TiffDirectorySize)];
        (tiff[0], tiff[1], tiff[2]) = ((byte)'I', (byte)'I', 42);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), 8);
        (int Tag, int Value)[] entries =
            [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, width * height)];
        for (int page = 0; page < pages; page++)
        {
            Span<byte> directory = tiff.AsSpan(8 + (page * TiffDirectorySize), TiffDirectorySize);
            BinaryPrimitives.WriteInt16LittleEndian(directory, (short)entries.Length);
            for (int i = 0; i < entries.Length; i++)
            {
                Span<byte> entry = directory.Slice(2 + (12 * i), 12);
                BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)entries[i].Tag);
                BinaryPrimitives.WriteInt16LittleEndian(entry[2..], 4);
                BinaryPrimitives.WriteInt32LittleEndian(entry[4..], 1);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], entries[i].Value);
            }

            BinaryPrimitives.WriteInt32LittleEndian(directory[^4..], page + 1 < pages ? 8 + ((page + 1) * TiffDirectorySize) : 0);
        }

        return tiff;
    }

    public static void SetTiffWidth(byte[] tiff, int page, int width) =>
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(8 + ((page - 1) * TiffDirectorySize) + 2 + 8), width);
}
