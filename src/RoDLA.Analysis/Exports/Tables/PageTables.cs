namespace RoDLA.Analysis.Exports.Tables;

/// <summary>
/// Columns and cells of the tables: pages in any state, or detections by page and descending confidence. A cell is text, a number, a time,
/// a truth value or null.
/// </summary>
internal static class PageTables
{
    /// <summary>Columns of the table of pages.</summary>
    public static readonly string[] ImageColumns =
    [
        "name", "status", "detections", "average_confidence", "processing_time", "attempts", "error", "error_category", "width", "height",
        "format", "index", "page", "cached", "started_at", "completed_at",
    ];

    /// <summary>Columns of the table of detections.</summary>
    public static readonly string[] DetectionColumns =
    [
        "name", "class", "confidence", "x1", "y1", "x2", "y2", "width", "height", "center_x", "center_y", "area", "aspect_ratio",
        "class_id", "index", "page", "reading_order", "text",
    ];

    /// <summary>The columns of a table.</summary>
    public static string[] Columns(ExportRows rows) => rows == ExportRows.Images ? ImageColumns : DetectionColumns;

    /// <summary>The rows of a page.</summary>
    public static IEnumerable<object?[]> Rows(ExportPage page, ExportRows rows) => rows == ExportRows.Images
        ? [ImageRow(page)]
        : (page.Report?.AllDetections ?? []).Select(detection => DetectionRow(page, detection));

    private static object?[] ImageRow(ExportPage page)
    {
        StoredImage? image = page.Report?.ImageInfo;
        return
        [
            page.Name, page.Status, page.Detections, page.AverageConfidence, page.Seconds, page.Attempts, page.Error, page.ErrorCategory,
            image?.Width, image?.Height, image?.Format, page.Index, page.Page, page.Cached, page.StartedAt, page.EndedAt,
        ];
    }

    private static object?[] DetectionRow(ExportPage page, StoredDetection detection)
    {
        StoredBox box = detection.Bbox;
        return
        [
            page.Name, detection.ClassName, detection.Confidence, box.X1, box.Y1, box.X2, box.Y2, box.Width, box.Height, box.CenterX,
            box.CenterY, detection.Area, detection.AspectRatio, detection.ClassId, page.Index, page.Page,
            detection.ReadingOrder >= 0 ? detection.ReadingOrder : null, detection.Text,
        ];
    }
}
