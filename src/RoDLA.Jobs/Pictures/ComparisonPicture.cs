using RoDLA.Analysis.Comparison;
using RoDLA.Analysis.Pictures;
using RoDLA.Imaging.Painting;

namespace RoDLA.Jobs.Pictures;

/// <summary>
/// Draws two results of an image side by side: the first on the left, the second on the right. Green boxes are matched, orange ones moved,
/// purple ones have another class, red ones are lost or gained.
/// </summary>
internal static class ComparisonPicture
{
    /// <summary>Buffers of the page's size that are needed beside it: both halves and the whole.</summary>
    public const int Copies = 4;

    private const int LongestSide = 2048;
    private const int Gap = 8;

    /// <summary>Draws a JPEG.</summary>
    /// <param name="page">The image.</param>
    /// <param name="changes">What became of the detections.</param>
    /// <param name="write">Gets the file, piece by piece.</param>
    public static void Draw(PageImage page, IReadOnlyList<DetectionChange> changes, Action<ReadOnlySpan<byte>> write)
    {
        double scale = Math.Min(1, (double)LongestSide / Math.Max(page.Width, page.Height));
        PageSize size = new((int)Math.Ceiling(page.Width * scale), (int)Math.Ceiling(page.Height * scale));
        using PageImage left = scale < 1 ? PageResizer.Resize(page, size) : page.Clone();
        using PageImage right = left.Clone();
        BoxPainter.Paint(left, [.. Boxes(changes, change => change.First, scale)]);
        BoxPainter.Paint(right, [.. Boxes(changes, change => change.Second, scale)]);
        using PageImage both = PageImage.Rent((2 * size.Width) + Gap, size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            Span<byte> row = both.Row(y);
            row.Clear();
            left.Row(y).CopyTo(row);
            right.Row(y).CopyTo(row[^right.Stride..]);
        }

        PictureFormat.Jpeg.Write(both, write);
    }

    private static IEnumerable<LabelledBox> Boxes(
        IReadOnlyList<DetectionChange> changes, Func<DetectionChange, StoredDetection?> side, double scale)
    {
        // What did not change lies below.
        foreach (DetectionChange change in changes.OrderBy(c => c.Outcome))
        {
            if (side(change) is { Bbox: var box } found)
            {
                yield return new LabelledBox(
                    new BoundingBox((float)(box.X1 * scale), (float)(box.Y1 * scale), (float)(box.X2 * scale), (float)(box.Y2 * scale)),
                    ColorOf(change.Outcome),
                    BoxLabel.Of(found.ClassName, found.Confidence));
            }
        }
    }

    // Places in the palette of classes: red, green, blue, orange, purple.
    private static int ColorOf(DetectionOutcome outcome) => outcome switch
    {
        DetectionOutcome.Matched => 1,
        DetectionOutcome.Moved => 3,
        DetectionOutcome.ClassChanged => 4,
        _ => 0,
    };
}
