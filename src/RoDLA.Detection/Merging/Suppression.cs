namespace RoDLA.Detection.Merging;

/// <summary>Greedy non-maximum suppression (NMS).</summary>
internal static class Suppression
{
    /// <summary>Whether a stronger element overlaps a box by more than an IoU.</summary>
    /// <param name="box">The box.</param>
    /// <param name="stronger">The elements that were kept so far.</param>
    /// <param name="iou">The most overlap that is kept; null for any.</param>
    /// <param name="classId">The class of the elements that count; null for all.</param>
    public static bool IsDuplicate(BoundingBox box, List<LayoutElement> stronger, float? iou, int? classId)
    {
        if (iou is null)
        {
            return false;
        }

        foreach (LayoutElement element in stronger)
        {
            if ((classId is null || element.ClassId == classId) && element.Box.IoU(box) > iou)
            {
                return true;
            }
        }

        return false;
    }
}
