using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Pictures;

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

    /// <summary>The encoded page, to be put into an answer.</summary>
    public static PictureUri Embed(this PictureFormat format, PageImage page)
    {
        using MemoryStream file = new();
        format.Write(page, file);
        return PictureUri.Embed(file.GetBuffer().AsMemory(0, (int)file.Length), format.MediaType());
    }
}
