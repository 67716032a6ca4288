namespace RoDLA.Imaging.Formats;

/// <summary>Size of a GIF: its logical screen (GIF89a, section 18).</summary>
internal static class GifHeader
{
    /// <exception cref="ImageException">The screen descriptor is missing or empty.</exception>
    public static ImageHeader Read(ByteWindow bytes)
    {
        Span<byte> head = stackalloc byte[10];
        if (bytes.TryRead(0, head))
        {
            var size = new PageSize(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]));
            if (size.Pixels > 0)
            {
                return new ImageHeader(size);
            }
        }

        throw ImageException.BrokenHeader("GIF");
    }
}
