namespace RoDLA.Analysis.Perturbing;

/// <summary>A page of a gallery.</summary>
/// <param name="Type">Name of the perturbation, or <see cref="Original"/>.</param>
/// <param name="Degree">1 to 3; 0 for the original.</param>
/// <param name="Image">The pixels, disposed with this; null when the perturbation failed.</param>
public sealed record GalleryPicture(string Type, int Degree, PageImage? Image) : IDisposable
{
    /// <summary>The page without a perturbation.</summary>
    public const string Original = "original";

    /// <summary>Name within its type: <c>degree_2</c>, or <see cref="Original"/>.</summary>
    public string Name => Degree == 0 ? Original : $"degree_{Degree}";

    /// <inheritdoc/>
    public void Dispose() => Image?.Dispose();
}
