using RoDLA.Detection.Merging;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// Dense detectors: a probability per point and class, a box per point. Duplicates are removed in three passes: by IoU among boxes
/// of one class, by containment among boxes of one class, and, at a higher IoU, among all boxes.
/// </summary>
internal sealed class AnchorFreeFamily : IModelFamily
{
    /// <inheritdoc/>
    public string Name => "anchor_free";

    /// <inheritdoc/>
    public string Expects => "an image; 'scores' [1, N, classes] and 'boxes' [1, N, 4]";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
    [
        new(OutputRole.Scores, "one column per class and placeholder", $"[1, N, {model.Columns}]"),
        new(OutputRole.Boxes, "four columns", "[1, N, 4]"),
    ];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor) => BoxScores.WhyMismatched(outputs, model);

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { } image, Inputs.Count: 1 }
            || graph.Output("scores") is not { IsFloat: true, Shape: [_, _, var columns] }
            || graph.Output("boxes")?.Has(-1, -1, 4) != true)
        {
            return null;
        }

        List<string> guesses =
            ["The graph does not tell how pages are normalised and padded: check 'channel_order', 'scale', 'mean', 'std' and 'pad_value'."];
        InputSpec input = new()
        {
            Name = image.Name,
            Resize = "letterbox",
            Size = graph.ImageSize(guesses),
            PadValue = 114,
            PadPosition = "center",
            Scale = 1 / 255f,
        };
        return new FamilyMatch(input, new OutputSpec { Scores = "scores", Boxes = "boxes" }, columns > 0 ? columns : null, guesses)
        {
            Postprocess = new PostprocessSpec { NmsIou = 0.6f },
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        PostprocessSpec rules = Rules(model, settings);
        float threshold = Math.Max(settings.ScoreThreshold, rules.CandidateThreshold);

        // Boxes below a high threshold join others all the same, so that its answer is a part of that of a lower one.
        IReadOnlyList<Candidate> candidates = Candidate.Above(
            outputs.Scores, Math.Min(threshold, Math.Max(model.DefaultThreshold, rules.CandidateThreshold)), rules.PreNmsTop);

        List<LayoutElement> sameClass = new(Math.Min(candidates.Count, rules.MaxDetections));
        foreach (Candidate candidate in candidates)
        {
            (int point, int column) = Math.DivRem(candidate.Index, model.Columns);
            if (model.Outputs.ClassOf(column) is not { } classId)
            {
                continue;
            }

            ReadOnlySpan<float> corners = outputs.Boxes.Slice(point * 4, 4);
            BoundingBox box = geometry.ToPage(corners[0], corners[1], corners[2], corners[3]);
            if (box.Width > 0 && box.Height > 0 && !Suppression.IsDuplicate(box, sameClass, rules.NmsIou, classId))
            {
                sameClass.Add(new LayoutElement(classId, model.Classes[classId], candidate.Score, box));
            }
        }

        float sure = settings.ScoreThreshold < model.DefaultThreshold / 2 ? model.DefaultThreshold : 0;
        HashSet<LayoutElement> joined = [.. sameClass.Where(e => IsJoined(e, sameClass, rules.NmsContainment, model.DefaultThreshold))];
        List<LayoutElement> kept = new(Math.Min(sameClass.Count, rules.MaxDetections));
        foreach (LayoutElement element in sameClass)
        {
            if (kept.Count < rules.MaxDetections
                && !joined.Contains(element)
                && (element.Confidence <= sure || !Suppression.IsDuplicate(element.Box, kept, rules.NmsAgnosticIou, classId: null)))
            {
                kept.Add(element);
            }
        }

        return kept.FindAll(element => element.Confidence > threshold);
    }

    /// <summary>The model's rules, with the IoU of the request; boxes of one class may overlap as much as it says.</summary>
    private static PostprocessSpec Rules(ModelManifest model, DetectionSettings settings) => settings.IouThreshold is { } iou
        ? model.Postprocess with
        {
            NmsIou = iou,
            NmsAgnosticIou = model.Postprocess.NmsAgnosticIou is { } agnostic ? Math.Max(agnostic, iou) : null,
        }
        : model.Postprocess;

    /// <summary>Whether a smaller box of the class lies inside.</summary>
    private static bool IsJoined(LayoutElement outer, List<LayoutElement> elements, float? limit, float threshold) =>
        limit is not null
        && outer.Confidence > threshold
        && elements.Exists(inner => inner.ClassId == outer.ClassId
            && inner.Confidence > threshold
            && inner.Box.Area < outer.Box.Area
            && inner.Box.ShareInside(outer.Box) > limit);
}
