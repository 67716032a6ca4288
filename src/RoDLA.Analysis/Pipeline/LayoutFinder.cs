using RoDLA.Detection.Order;
using RoDLA.Detection.Turning;

namespace RoDLA.Analysis.Pipeline;

/// <summary>Finds the layout of a page step by step, and tells with which settings.</summary>
internal sealed class LayoutFinder(ILayoutDetector detector, ILayoutRules rules, TimeProvider time)
{
    /// <summary>Buffers of the page's size that are needed beside it.</summary>
    public static int Copies(DetectionSettings settings) =>
        settings.Orientation == PageOrientation.Off && settings.Deskew == Deskew.Off ? 0 : 1;

    /// <summary>
    /// Straightens the page, detects the elements, names their classes, applies the layout rules, and puts the elements in reading order;
    /// boxes are in pixels of the page as it came.
    /// </summary>
    /// <exception cref="DetectorUnavailableException">The model takes no request now.</exception>
    /// <exception cref="LayoutRulesException">The rules cannot be used, or fail.</exception>
    public async Task<PageLayout> FindAsync(PageImage image, PageRequest request, CancellationToken cancellationToken)
    {
        DetectionSettings settings = request.Detection;
        StepList steps = new(time);
        using StraightPage page = await StraightenAsync(image, settings, steps, cancellationToken).ConfigureAwait(false);
        PageLayout layout = await detector
            .DetectAsync(page.Image, settings, request.Priority, cancellationToken).ConfigureAwait(false);
        layout = DocLayNet.Apply(layout, detector.Find(layout.Model) ?? detector.Model, settings.Classes);
        steps.End(LayoutStep.Detect);
        if (settings.Rules is not null)
        {
            layout = await rules
                .ApplyAsync(layout, page.Image.Size, settings, request.Priority, cancellationToken).ConfigureAwait(false);
            steps.End(LayoutStep.Rules);
        }

        layout = ReadingOrder.Apply(layout, page.Image.Size, settings.RightToLeft);
        steps.End(LayoutStep.ReadingOrder);
        return page.ToPage(layout) with { Pose = page.Pose, Steps = steps.All };
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
            Orientation = settings.Orientation.ToString(),
            Deskew = settings.Deskew.ToString(),
            Steps = [.. layout.Steps.Select(step => step.Name)],
            Slices = layout.Slices,
            Classes = settings.Classes,
            RightToLeft = settings.RightToLeft,
            Rules = settings.Rules,
        };
    }

    private async Task<StraightPage> StraightenAsync(
        PageImage image, DetectionSettings settings, StepList steps, CancellationToken cancellationToken) => await WorkThreads.Shared.RunAsync(
            () =>
            {
                int orientation = settings.Orientation.Degrees ?? 0;
                PagePose pose = new(orientation, PageAngle.Of(image, orientation, settings.Deskew));
                StraightPage page = StraightPage.Of(image, pose, Environment.ProcessorCount, cancellationToken);
                if (settings.Deskew != Deskew.Off)
                {
                    steps.End(LayoutStep.Deskew);
                }

                return page;
            },
            cancellationToken).ConfigureAwait(false);
}
