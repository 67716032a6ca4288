namespace RoDLA.Analysis.Pictures;

/// <summary>A picture: a data URI that holds the file, or the path of a file beside the JSON.</summary>
/// <remarks>The file stays bytes until the JSON writer encodes it.</remarks>
[JsonConverter(typeof(PictureUriConverter))]
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
}
