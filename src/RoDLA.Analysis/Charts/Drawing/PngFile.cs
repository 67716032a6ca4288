using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using SkiaSharp;

namespace RoDLA.Analysis.Charts.Drawing;

/// <summary>
/// Writes a drawing as PNG: RGBA, 8 bits a channel, rows without filters (PNG, third edition, W3C 2025). Skia's encoder takes four times as
/// long for a file of the same size: <c>tests/RoDLA.Benchmarks/results/charts.md</c>.
/// </summary>
internal static class PngFile
{
    private const byte BitsPerChannel = 8;
    private const byte TrueColorWithAlpha = 6;
    private const byte NoFilter = 0;

    // Flat areas compress at once: higher levels take twice the time for a tenth fewer bytes.
    private static readonly ZLibCompressionOptions Compression = new() { CompressionLevel = 2 };

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The file of a drawing in RGBA, 8 bits a channel.</summary>
    public static byte[] Create(SKPixmap drawing)
    {
        using MemoryStream file = new();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, content => WriteHeader(content, drawing.Width, drawing.Height));
        WriteChunk(file, "IDAT"u8, content => WriteRows(content, drawing));
        WriteChunk(file, "IEND"u8, static _ => { });
        return file.ToArray();
    }

    private static void WriteHeader(Stream content, int width, int height)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = BitsPerChannel;
        header[9] = TrueColorWithAlpha;
        content.Write(header);
    }

    private static void WriteRows(Stream content, SKPixmap drawing)
    {
        using ZLibStream rows = new(content, Compression, leaveOpen: true);
        ReadOnlySpan<byte> pixels = drawing.GetPixelSpan();
        for (int y = 0; y < drawing.Height; y++)
        {
            rows.WriteByte(NoFilter);
            rows.Write(pixels.Slice(y * drawing.RowBytes, drawing.Width * drawing.BytesPerPixel));
        }
    }

    /// <summary>A chunk: length of its content, name, content, and the checksum of name and content.</summary>
    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> name, Action<Stream> write)
    {
        int start = (int)file.Length;
        file.Write(stackalloc byte[sizeof(int)]);
        file.Write(name);
        write(file);
        Span<byte> chunk = file.GetBuffer().AsSpan(start, (int)file.Length - start);
        BinaryPrimitives.WriteInt32BigEndian(chunk, chunk.Length - sizeof(int) - name.Length);
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(chunk[sizeof(int)..]));
        file.Write(checksum);
    }
}
