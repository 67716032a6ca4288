namespace RoDLA.Imaging.Ocr;

/// <summary>Parts of a page as one TIFF of several pictures: grey, uncompressed, with a white margin round each.</summary>
internal static class GrayTiff
{
    /// <summary>White pixels on each side of a part: a recognizer expects paper round the letters.</summary>
    public const int Margin = 12;

    private const int HeaderLength = 8;
    private const int Entries = 9;
    private const int DirectoryLength = 2 + (12 * Entries) + 4;
    private const byte White = 255;

    /// <summary>Writes the parts, in order.</summary>
    /// <param name="image">The page.</param>
    /// <param name="parts">Whole pixels inside the page.</param>
    /// <param name="destination">Gets the file.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(
        PageImage image, IReadOnlyList<PagePart> parts, Stream destination, CancellationToken cancellationToken)
    {
        byte[] header = new byte[HeaderLength];
        "II*\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), HeaderLength);
        await destination.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        byte[] directory = new byte[DirectoryLength];
        long offset = HeaderLength;
        for (int i = 0; i < parts.Count; i++)
        {
            (int width, int height) = (parts[i].Width + (2 * Margin), parts[i].Height + (2 * Margin));
            int bytes = width * height;
            long next = offset + DirectoryLength + bytes;
            WriteDirectory(directory, (width, height), (uint)(offset + DirectoryLength), i == parts.Count - 1 ? 0 : (uint)next);
            await destination.WriteAsync(directory, cancellationToken).ConfigureAwait(false);
            byte[] pixels = LargeArrayPool.Shared.Rent<byte>(bytes);
            try
            {
                Fill(image, parts[i], pixels.AsSpan(0, bytes));
                await destination.WriteAsync(pixels.AsMemory(0, bytes), cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                LargeArrayPool.Shared.Return(pixels);
            }

            offset = next;
        }
    }

    private static void Fill(PageImage image, PagePart part, Span<byte> pixels)
    {
        pixels.Fill(White);
        int width = part.Width + (2 * Margin);
        for (int y = 0; y < part.Height; y++)
        {
            ReadOnlySpan<byte> source = image.Row(part.Y + y).Slice(part.X * PageImage.Channels, part.Width * PageImage.Channels);
            Span<byte> row = pixels.Slice(((y + Margin) * width) + Margin, part.Width);
            for (int x = 0; x < row.Length; x++)
            {
                // ITU-R BT.601.
                ReadOnlySpan<byte> pixel = source.Slice(x * PageImage.Channels, PageImage.Channels);
                row[x] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2])) / 1000);
            }
        }
    }

    /// <summary>TIFF 6.0, section 4: a grey picture in one strip.</summary>
    private static void WriteDirectory(Span<byte> directory, (int Width, int Height) size, uint strip, uint next)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(directory, Entries);
        const ushort Short = 3;
        const ushort Long = 4;
        (ushort Tag, ushort Type, uint Value)[] entries =
        [
            (256, Long, (uint)size.Width), (257, Long, (uint)size.Height), (258, Short, 8), (259, Short, 1), (262, Short, 1),
            (273, Long, strip), (277, Short, 1), (278, Long, (uint)size.Height), (279, Long, (uint)(size.Width * size.Height)),
        ];
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = directory.Slice(2 + (12 * i), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], entries[i].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], 1);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], entries[i].Value);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(directory[^4..], next);
    }
}
