namespace RoDLA.Analysis.Pipeline;

/// <summary>Finds the layout of a page, and tells with which settings.</summary>
internal sealed class LayoutFinder(ILayoutDetector detector, ILayoutRules rules)
{
    /// <summary>Detects the elements, and applies the layout rules.</summary>
    /// <exception cref="DetectorUnavailableException">The model takes no request now.</exception>
    /// <exception cref="LayoutRulesException">The rules cannot be used, or fail.</exception>
    public async ValueTask<PageLayout> FindAsync(PageImage image, PageRequest request, CancellationToken cancellationToken)
    {
        PageLayout found =
            await detector.DetectAsync(image, request.Detection, request.Priority, cancellationToken).ConfigureAwait(false);
        return await rules.ApplyAsync(found, image.Size, request.Detection, request.Priority, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The settings in force for a layout.</summary>
    public DetectionConfig Describe(PageLayout layout, DetectionSettings settings)
    {
        ModelManifest model = detector.Model;
        return new DetectionConfig(
            settings.ScoreThreshold,
            layout.Model,
            model.Framework,
            model.Postprocess.MaxDetections,
            detector.Status.ExecutionProvider ?? "none")
        {
            IouThreshold = settings.IouThreshold ?? model.Postprocess.NmsIou,
            Slices = settings.Slices,
            Rules = settings.Rules,
        };
    }
}
