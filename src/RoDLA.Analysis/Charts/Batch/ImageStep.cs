namespace RoDLA.Analysis.Charts.Batch;

/// <summary>One place along an axis of images: an image, or several in a row where there are more images than places.</summary>
/// <param name="Left">Where the place begins, in pixels.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Images">Images in it.</param>
/// <param name="Values">Those of them that have a value.</param>
/// <param name="Least">Least of the values.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Greatest">Greatest of the values.</param>
internal readonly record struct ImageStep(
    double Left, double Right, int Images, int Values, double Least, double Mean, double Greatest)
{
    /// <summary>Middle of the place.</summary>
    public double X => (Left + Right) / 2;
}
