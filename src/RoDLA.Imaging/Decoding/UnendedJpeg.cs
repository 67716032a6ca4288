using NetVips;
using RoDLA.Imaging.Formats;

namespace RoDLA.Imaging.Decoding;

/// <summary>Decodes a JPEG that does not end with the end marker; only one whose pixels are all there is read.</summary>
internal static class UnendedJpeg
{
    private const string MissingData = "premature end";

    /// <summary>Decodes with the marker appended.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="decode">Decodes a document, and fails on what libjpeg warns of or on errors alone.</param>
    /// <exception cref="VipsException">Pixels are missing.</exception>
    public static PageImage Decode(ByteWindow bytes, Func<DocumentSource, Enums.FailOn, PageImage> decode)
    {
        int length = (int)bytes.Length;
        byte[] ended = LargeArrayPool.Shared.Rent<byte>(length + 2);
        try
        {
            int read = bytes.ReadUpTo(0, ended.AsSpan(0, length));
            (ended[read], ended[read + 1]) = (0xFF, 0xD9);
            DocumentSource jpeg = DocumentSource.FromMemory(ended.AsMemory(0, read + 2));
            try
            {
                return decode(jpeg, Enums.FailOn.Warning);
            }
            catch (VipsException warned) when (!warned.Message.Contains(MissingData, StringComparison.OrdinalIgnoreCase))
            {
                return decode(jpeg, Enums.FailOn.Error);
            }
        }
        finally
        {
            LargeArrayPool.Shared.Return(ended);
        }
    }
}
