namespace RoDLA.Analysis.Perturbing;

/// <summary>Refuses chains of rotations whose canvas, which grows with each, would exceed the limit.</summary>
/// <param name="options">The limit of an upload; a perturbed page may have twice as many pixels.</param>
internal sealed class PageGrowth(ImagingOptions options)
{
    private const string Growing = "rotation";
    private const int DegreesPerDegree = 5;
    private const int Allowance = 2;

    private readonly long _mostPixels = options.MaxPixels * Allowance;

    /// <exception cref="ImageException">The largest page that the chain can make is over the limit.</exception>
    public void Check(PageSize page, IReadOnlyList<PerturbationStep> steps)
    {
        (double width, double height) = (page.Width, page.Height);
        foreach (PerturbationStep step in steps.Where(s => s.Type == Growing))
        {
            (double sin, double cos) = Math.SinCos(step.Degree * DegreesPerDegree * Math.PI / 180);
            (width, height) = (Math.Ceiling((width * cos) + (height * sin)), Math.Ceiling((height * cos) + (width * sin)));
        }

        if (width * height > _mostPixels)
        {
            throw new ImageException(
                ImageFault.TooManyPixels,
                $"A page of {page} pixels may grow to {(long)(width * height)} by these rotations; at most {_mostPixels} are made. "
                    + "Send a smaller page, or fewer rotations.");
        }
    }
}
