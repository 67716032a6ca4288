using RoDLA.Detection.Order;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Finds the layout of a page, and tells with which settings.</summary>
internal sealed class LayoutFinder(ILayoutDetector detector, ILayoutRules rules)
{
    /// <summary>Detects the elements, names their classes, applies the layout rules, and puts the elements in reading order.</summary>
    /// <exception cref="DetectorUnavailableException">The model takes no request now.</exception>
    /// <exception cref="LayoutRulesException">The rules cannot be used, or fail.</exception>
    public async Task<PageLayout> FindAsync(PageImage image, PageRequest request, CancellationToken cancellationToken)
    {
        PageLayout found = await detector
            .DetectAsync(image, request.Detection, request.Priority, cancellationToken).ConfigureAwait(false);
        PageLayout named = DocLayNet.Apply(found, detector.Find(found.Model) ?? detector.Model, request.Detection.Classes);
        PageLayout layout = await rules
            .ApplyAsync(named, image.Size, request.Detection, request.Priority, cancellationToken).ConfigureAwait(false);
        return ReadingOrder.Apply(layout, image.Size, request.Detection.RightToLeft);
    }

    /// <summary>What to know of how the page was looked at.</summary>
    public static IEnumerable<string> Notes(PageLayout layout, DetectionSettings settings)
    {
        if (settings.Slices is { } asked && layout.Slices is { } used && (used.Width > asked.Width || used.Height > asked.Height))
        {
            yield return $"Slices of {asked.Width}×{asked.Height} would be too many for this page: they had {used.Width}×{used.Height}.";
        }

        if (layout.ClassesLeftOut.Count > 0)
        {
            yield return $"Detections without a counterpart in DocLayNet are left out: {string.Join(", ", layout.ClassesLeftOut)}.";
        }
    }

    /// <summary>The settings in force for a layout.</summary>
    public DetectionConfig Describe(PageLayout layout, DetectionSettings settings)
    {
        ModelManifest model = detector.Find(layout.Model) ?? detector.Model;
        return new DetectionConfig(
            settings.ScoreThreshold,
            layout.Model,
            model.Framework,
            model.Postprocess.MaxDetections,
            detector.Status.ExecutionProvider ?? "none")
        {
            IouThreshold = settings.IouThreshold ?? model.Postprocess.NmsIou,
            Models = settings.Models.Count > 1 ? settings.Models : null,
            ExitConfidence = settings.Models.Count > 1 ? settings.ExitConfidence : null,
            Slices = layout.Slices,
            Classes = settings.Classes,
            RightToLeft = settings.RightToLeft,
            Rules = settings.Rules,
        };
    }
}
