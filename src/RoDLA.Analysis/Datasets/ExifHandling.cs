namespace RoDLA.Analysis.Datasets;

/// <summary>What to do with annotations that were made for the pixels of an image as they are stored.</summary>
public enum ExifHandling
{
    /// <summary>An image whose size in the COCO file is not that of its upright page is refused.</summary>
    Refuse,

    /// <summary>Annotations of every image with an EXIF orientation are turned with the page.</summary>
    Apply,
}
