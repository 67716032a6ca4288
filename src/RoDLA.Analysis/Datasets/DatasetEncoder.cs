using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Datasets;

/// <summary>Writes pages in the format that their extension names: JPEG at the benchmark's quality, PNG, WebP.</summary>
internal static class DatasetEncoder
{
    private const int JpegQuality = 95;

    /// <summary>Whether pages of this name are written.</summary>
    public static bool IsWritten(string name) => Path.GetExtension(name).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png" or ".webp";

    /// <summary>Encodes a page.</summary>
    public static void Write(PageImage page, string name, Stream target)
    {
        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".jpg" or ".jpeg":
                ImageWriter.WriteJpeg(page, target.Write, JpegQuality);
                break;
            case ".webp":
                ImageWriter.WriteWebp(page, target.Write);
                break;
            default:
                ImageWriter.WritePng(page, target.Write);
                break;
        }
    }
}
