using System.Buffers.Text;

namespace RoDLA.Analysis.Pictures;

/// <summary>A picture: a data URI that holds the file, or the path of a file beside the JSON.</summary>
/// <remarks>The file stays bytes until the JSON writer encodes it.</remarks>
[JsonConverter(typeof(Converter))]
public sealed class PictureUri
{
    private PictureUri(ReadOnlyMemory<byte> content, string? mediaType, string? path)
    {
        Content = content;
        MediaType = mediaType;
        Path = path;
    }

    /// <summary>The file; empty for a path.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The file's media type, such as <c>image/png</c>; null for a path.</summary>
    public string? MediaType { get; }

    /// <summary>The path, relative to the JSON; null when this holds the file itself.</summary>
    public string? Path { get; }

    /// <summary>A picture inside the answer.</summary>
    /// <param name="content">The encoded file.</param>
    /// <param name="mediaType">Its media type.</param>
    public static PictureUri Embed(ReadOnlyMemory<byte> content, string mediaType) => new(content, mediaType, path: null);

    /// <summary>A picture beside the answer.</summary>
    /// <param name="path">Path of the file, relative to the JSON.</param>
    public static PictureUri Link(string path) => new(default, mediaType: null, path);

    /// <summary>Writes a data URI (RFC 2397), base64 in segments, or the path; no string of the file is made.</summary>
    private sealed class Converter : JsonConverter<PictureUri>
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
                return Link(text);
            }

            // Data that was shortened, as in examples, is kept as it is.
            ReadOnlySpan<char> base64 = text.AsSpan(marker + Base64Marker.Length);
            byte[] content = new byte[base64.Length];
            return Convert.TryFromBase64Chars(base64, content, out int length)
                ? Embed(content.AsMemory(0, length), text[Scheme.Length..marker])
                : Link(text);
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
            bool isFinal;
            do
            {
                isFinal = rest.Length <= SegmentBytes;
                ReadOnlySpan<byte> segment = isFinal ? rest : rest[..SegmentBytes];
                _ = Base64.EncodeToUtf8(segment, encoded, out _, out int written, isFinal);
                writer.WriteStringValueSegment(encoded.AsSpan(0, written), isFinal);
                rest = rest[segment.Length..];
            }
            while (!isFinal);

            ArrayPool<byte>.Shared.Return(encoded);
        }
    }
}
