using RoDLA.Analysis.Json;
using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Pictures;

/// <summary>How each <see cref="PictureFormat"/> is named and written.</summary>
public static class PictureFormatExtensions
{
    /// <summary>Media type, such as <c>image/png</c>.</summary>
    public static string MediaType(this PictureFormat format) => "image/" + ReportJson.Word(format);

    /// <summary>Ending of a file name, with its dot.</summary>
    public static string Extension(this PictureFormat format) => format == PictureFormat.Jpeg ? ".jpg" : "." + ReportJson.Word(format);

    /// <summary>Encodes a page at the writer's default quality.</summary>
    /// <param name="format">The kind of file.</param>
    /// <param name="page">Pixels.</param>
    /// <param name="write">Gets the file, piece by piece.</param>
    public static void Write(this PictureFormat format, PageImage page, Action<ReadOnlySpan<byte>> write)
    {
        switch (format)
        {
            case PictureFormat.Jpeg:
                ImageWriter.WriteJpeg(page, write);
                break;
            case PictureFormat.Webp:
                ImageWriter.WriteWebp(page, write);
                break;
            default:
                ImageWriter.WritePng(page, write);
                break;
        }
    }

    /// <summary>The encoded page, to be put into an answer.</summary>
    public static PictureUri Embed(this PictureFormat format, PageImage page)
    {
        using MemoryStream file = new();
        format.Write(page, file.Write);
        return PictureUri.Embed(file.GetBuffer().AsMemory(0, (int)file.Length), format.MediaType());
    }
}
