namespace RoDLA.Analysis.Charts.Batch;

/// <summary>One place along an axis of image numbers: an image, or several in a row where there are more images than places.</summary>
/// <param name="First">Number of its first image, from 1.</param>
/// <param name="Images">Images in it.</param>
/// <param name="Values">Those of them that have a value.</param>
/// <param name="Least">Least of the values.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Greatest">Greatest of the values.</param>
internal readonly record struct ImageStep(int First, int Images, int Values, double Least, double Mean, double Greatest)
{
    /// <summary>Middle of the place on the axis.</summary>
    public double X => First + ((Images - 1) / 2.0);
}
