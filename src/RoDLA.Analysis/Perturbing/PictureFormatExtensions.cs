using RoDLA.Imaging;
using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Perturbing;

/// <summary>How each <see cref="PictureFormat"/> is named and written.</summary>
public static class PictureFormatExtensions
{
    /// <summary>Media type, such as <c>image/png</c>.</summary>
    public static string MediaType(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Webp => "image/webp",
        _ => "image/png",
    };

    /// <summary>Ending of a file name, with its dot.</summary>
    public static string Extension(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => ".jpg",
        PictureFormat.Webp => ".webp",
        _ => ".png",
    };

    /// <summary>Encodes a page at the writer's default quality.</summary>
    public static void Write(this PictureFormat format, PageImage page, Stream target)
    {
        switch (format)
        {
            case PictureFormat.Jpeg:
                ImageWriter.WriteJpeg(page, target);
                break;
            case PictureFormat.Webp:
                ImageWriter.WriteWebp(page, target);
                break;
            default:
                ImageWriter.WritePng(page, target);
                break;
        }
    }

    /// <summary>The encoded page as a URI that holds it.</summary>
    public static string ToDataUri(this PictureFormat format, PageImage page)
    {
        using MemoryStream file = new();
        format.Write(page, file);
        ReadOnlySpan<byte> bytes = file.GetBuffer().AsSpan(0, (int)file.Length);
        string prefix = $"data:{format.MediaType()};base64,";
        int length = prefix.Length + ((bytes.Length + 2) / 3 * 4);
        return string.Create(length, new Parts(prefix, bytes), static (uri, parts) =>
        {
            parts.Prefix.CopyTo(uri);
            _ = Convert.TryToBase64Chars(parts.Bytes, uri[parts.Prefix.Length..], out _);
        });
    }

    private readonly ref struct Parts(string prefix, ReadOnlySpan<byte> bytes)
    {
        public readonly string Prefix = prefix;
        public readonly ReadOnlySpan<byte> Bytes = bytes;
    }
}
