using System.Buffers.Text;

namespace RoDLA.Analysis.Pictures;

/// <summary>Writes a picture as a data URI (RFC 2397), base64 in segments, or as its path; no string of the file is made.</summary>
internal sealed class PictureUriConverter : JsonConverter<PictureUri>
{
    private const string Scheme = "data:";
    private const string Base64Marker = ";base64,";

    // A multiple of 3, so that only the last segment has padding.
    private const int SegmentBytes = 12 * 1024;

    /// <inheritdoc/>
    public override PictureUri? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString()!;
        int marker = text.IndexOf(Base64Marker, StringComparison.Ordinal);
        if (!text.StartsWith(Scheme, StringComparison.Ordinal) || marker < 0)
        {
            return PictureUri.Link(text);
        }

        // Data that was shortened, as in examples, is kept as it is.
        ReadOnlySpan<char> base64 = text.AsSpan(marker + Base64Marker.Length);
        byte[] content = new byte[base64.Length];
        return Convert.TryFromBase64Chars(base64, content, out int length)
            ? PictureUri.Embed(content.AsMemory(0, length), text[Scheme.Length..marker])
            : PictureUri.Link(text);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PictureUri value, JsonSerializerOptions options)
    {
        if (value.Path is { } path)
        {
            writer.WriteStringValue(path);
            return;
        }

        writer.WriteStringValueSegment(Encoding.ASCII.GetBytes(Scheme + value.MediaType + Base64Marker), isFinalSegment: false);
        byte[] encoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(SegmentBytes));
        ReadOnlySpan<byte> rest = value.Content.Span;
        while (rest.Length > SegmentBytes)
        {
            WriteSegment(writer, rest[..SegmentBytes], encoded, isFinal: false);
            rest = rest[SegmentBytes..];
        }

        WriteSegment(writer, rest, encoded, isFinal: true);
        ArrayPool<byte>.Shared.Return(encoded);
    }

    private static void WriteSegment(Utf8JsonWriter writer, ReadOnlySpan<byte> bytes, byte[] encoded, bool isFinal)
    {
        _ = Base64.EncodeToUtf8(bytes, encoded, out _, out int written, isFinal);
        writer.WriteStringValueSegment(encoded.AsSpan(0, written), isFinal);
    }
}
