namespace RoDLA.Analysis.Metrics;

/// <summary>Width / height of a box, the one figure of a detection that can be undefined.</summary>
public static class AspectRatio
{
    /// <summary>Width / height; 0 for a box without height, or with so little that the quotient is no finite number.</summary>
    public static float Of(BoundingBox box)
    {
        float ratio = box.Height > 0 ? box.Width / box.Height : 0;
        return float.IsFinite(ratio) ? ratio : 0;
    }
}
