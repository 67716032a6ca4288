using RoDLA.Analysis.Perturbing;

namespace RoDLA.Analysis.Pipeline;

/// <summary>A page with the detections drawn on it.</summary>
/// <param name="Picture">The page; disposed with this.</param>
/// <param name="Report">The answer in figures; null when it was not asked for.</param>
public sealed record AnnotatedPage(PagePicture Picture, PageReport? Report) : IDisposable
{
    /// <summary>What was drawn.</summary>
    public required PageLayout Layout { get; init; }

    /// <summary>Where the time went.</summary>
    public required ProcessingTimes Times { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Picture.Dispose();
}
