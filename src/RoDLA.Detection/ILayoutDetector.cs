using RoDLA.Detection.Models;
using RoDLA.Imaging;

namespace RoDLA.Detection;

/// <summary>Finds the layout elements of a page with the model that the service was started with.</summary>
public interface ILayoutDetector
{
    /// <summary>What the model is, from its manifest.</summary>
    ModelManifest Model { get; }

    /// <summary>Where the model is in its life, and where it runs.</summary>
    DetectorStatus Status { get; }

    /// <summary>Completes when loading the model has ended.</summary>
    /// <returns>True when the model is ready; false when it failed, and <see cref="Status"/> says why.</returns>
    Task<bool> WhenReadyAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The smallest size a page may be decoded to without costing accuracy; pass it to
    /// <see cref="OpenDocument.ReadPageAsync"/> as <c>atLeast</c>.
    /// </summary>
    /// <param name="page">Size of the full page.</param>
    PageSize DecodeSize(PageSize page);

    /// <summary>Detects, in three steps: resize and normalise, run the model, decode its output.</summary>
    /// <param name="image">The page's pixels, perhaps decoded smaller than the page.</param>
    /// <param name="fullSize">Size of the page; the boxes are in its pixels, clipped to it.</param>
    /// <param name="threshold">Kept are detections with a confidence above this, 0 to 1.</param>
    /// <param name="priority">In which queue to wait while the model is busy.</param>
    /// <param name="cancellationToken">Takes the request out of the queue, or ends the running model at its next operator.</param>
    /// <returns>At most the model's maximum, most confident first.</returns>
    /// <exception cref="DetectorUnavailableException">The model is not ready, or too many requests wait for it.</exception>
    ValueTask<IReadOnlyList<LayoutElement>> DetectAsync(
        PageImage image, PageSize fullSize, float threshold, RequestPriority priority, CancellationToken cancellationToken);
}
