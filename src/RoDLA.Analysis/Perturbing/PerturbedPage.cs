namespace RoDLA.Analysis.Perturbing;

/// <summary>A perturbed page and what was done to it.</summary>
/// <param name="outcome">The pixels and how points moved; disposed with this.</param>
/// <param name="info">What was done.</param>
public sealed class PerturbedPage(PerturbationOutcome outcome, PerturbationInfo info) : IDisposable
{
    /// <summary>The pixels.</summary>
    public PageImage Image => outcome.Image;

    /// <summary>Where points of the clean page went; null when nothing moved.</summary>
    public IPageTransform? Transform => outcome.Transform;

    /// <summary>What was done.</summary>
    public PerturbationInfo Info { get; } = info;

    /// <summary>Hands the pixels over and releases the rest; this object must not be used afterwards.</summary>
    public PagePicture ToPicture()
    {
        (outcome.Transform as IDisposable)?.Dispose();
        return new PagePicture(outcome.Image, Info);
    }

    /// <inheritdoc/>
    public void Dispose() => outcome.Dispose();
}
