using RoDLA.Detection.Order;
using RoDLA.Detection.Snapping;
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
        using StraightPage original = StraightPage.AsItIs(image);
        IReadOnlyList<PoseCandidate> poses = await WorkThreads.Shared
            .RunAsync(() => PoseFinder.Find(original, settings), cancellationToken).ConfigureAwait(false);
        if (settings.Orientation != PageOrientation.Off)
        {
            steps.End(LayoutStep.Orientation);
        }

        if (settings.Deskew != Deskew.Off)
        {
            steps.End(LayoutStep.Deskew);
        }

        (PagePose pose, PageLayout layout) = (poses[0].Pose, new PageLayout("", []));
        double most = double.NegativeInfinity;
        StraightPage page = original;
        try
        {
            foreach (PoseCandidate candidate in poses)
            {
                page = await StraightenAsync(page, original, candidate.Pose, steps, cancellationToken).ConfigureAwait(false);
                PageLayout found = await detector
                    .DetectAsync(page.Image, settings, request.Priority, cancellationToken).ConfigureAwait(false);
                steps.End(LayoutStep.Detect);
                if (candidate.Weight(found.Elements) is var weight && weight > most)
                {
                    (most, pose, layout) = (weight, candidate.Pose, found);
                }
            }

            page = await StraightenAsync(page, original, pose, steps, cancellationToken).ConfigureAwait(false);
            ModelManifest model = detector.Find(layout.Model) ?? detector.Model;
            if (settings.Snap ?? model.Postprocess.Snap)
            {
                PageLayout found = layout;
                layout = await WorkThreads.Shared
                    .RunAsync(() => InkSnap.Apply(found, page), cancellationToken).ConfigureAwait(false);
                steps.End(LayoutStep.Snap);
            }

            layout = DocLayNet.Apply(layout, model, settings.Classes);
            if (settings.Rules is not null)
            {
                layout = await rules
                    .ApplyAsync(layout, page.Image.Size, settings, request.Priority, cancellationToken).ConfigureAwait(false);
                steps.End(LayoutStep.Rules);
            }

            layout = ReadingOrder.Apply(layout, page.Image.Size, settings.RightToLeft);
            steps.End(LayoutStep.ReadingOrder);
            return page.ToPage(layout) with { Pose = pose, Steps = steps.All };
        }
        finally
        {
            page.Dispose();
        }
    }

    /// <summary>What to know of how the page was looked at.</summary>
    public static IEnumerable<string> Notes(PageLayout layout, DetectionSettings settings)
    {
        if (layout.Pose.Orientation is > 0 and int degrees && settings.Orientation == PageOrientation.Auto)
        {
            yield return $"The page looks turned by {degrees} degrees clockwise: it was turned upright for the model.";
        }

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
            Snap = settings.Snap ?? model.Postprocess.Snap,
            Steps = [.. layout.Steps.Select(step => step.Name)],
            Slices = layout.Slices,
            Classes = settings.Classes,
            RightToLeft = settings.RightToLeft,
            Rules = settings.Rules,
        };
    }

    /// <summary>Straightens the page from a pose, in place of one that was straightened before: there is never more than one.</summary>
    private static async Task<StraightPage> StraightenAsync(
        StraightPage before, StraightPage original, PagePose pose, StepList steps, CancellationToken cancellationToken)
    {
        if (before.Pose == pose)
        {
            return before;
        }

        if (before != original)
        {
            before.Dispose();
        }

        if (pose == original.Pose)
        {
            return original;
        }

        StraightPage page = await WorkThreads.Shared.RunAsync(
            () => original.Straighten(pose, Environment.ProcessorCount, cancellationToken), cancellationToken).ConfigureAwait(false);
        steps.End(pose.Angle != 0 ? LayoutStep.Deskew : LayoutStep.Orientation);
        return page;
    }
}
