namespace RoDLA.Detection.Turning;

/// <summary>How the print of a page may lie, and how likely that is.</summary>
/// <param name="Pose">How it lies.</param>
/// <param name="Prior">Logarithm of its weight, by the shape of the print alone.</param>
public readonly record struct PoseCandidate(PagePose Pose, double Prior)
{
    // Of confidence: a page on which nothing is found has some weight.
    private const double Nothing = 0.5;

    // Below this a model is not sure that there is anything.
    private const float LeastConfidence = 0.3f;

    /// <summary>Logarithm of its weight: a model finds more, and more surely, on a page that stands upright.</summary>
    /// <param name="found">What the model found on the page turned upright from this pose.</param>
    public double Weight(IReadOnlyList<LayoutElement> found)
    {
        double sum = 0;
        foreach (LayoutElement element in found)
        {
            sum += element.Confidence > LeastConfidence ? element.Confidence : 0;
        }

        return Prior + Math.Log(sum + Nothing);
    }
}
