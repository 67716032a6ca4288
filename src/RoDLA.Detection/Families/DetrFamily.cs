using RoDLA.Detection.Merging;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// DETR and similar models: a logit per query and class, a box per query. The top scores over all (query, class) pairs are the
/// detections; NMS only when the request names an IoU, and one query may yield several classes. Models with a pointer network give a
/// reading
/// order too.
/// </summary>
internal sealed class DetrFamily : IModelFamily
{
    /// <inheritdoc/>
    public string Name => "detr";

    /// <inheritdoc/>
    public string Expects => "an image; 'logits' [1, N, classes] and 'pred_boxes' [1, N, 4], with or without 'order_logits' [1, N, N]";

    /// <inheritdoc/>
    public IReadOnlyList<OutputRule> OutputsOf(ModelManifest model) =>
    [
        new(OutputRole.Scores, "one column per class and placeholder", $"[1, N, {model.Columns}]"),
        new(OutputRole.Boxes, "four columns", "[1, N, 4]"),
        new(OutputRole.Order, "a logit per pair of boxes", "[1, N, N]") { IsOptional = true },
    ];

    /// <inheritdoc/>
    public string? WhyMismatched(ModelOutputs outputs, ModelManifest model, PageSize tensor) =>
        BoxScores.WhyMismatched(outputs, model)
        ?? (outputs.Order.Length == 0
            || outputs.Order.Length == (long)outputs.Boxes.Length / 4 * (outputs.Boxes.Length / 4 / outputs.Images)
            ? null
            : $"The graph returns {outputs.Order.Length} logits of the order for {outputs.Boxes.Length / 4 / outputs.Images} boxes.");

    /// <inheritdoc/>
    public FamilyMatch? Match(GraphFacts graph)
    {
        if (graph is not { Image: { } image, Inputs.Count: 1 }
            || graph.Output("logits") is not { IsFloat: true, Shape: [_, _, var columns] }
            || graph.Output("pred_boxes")?.Has(-1, -1, 4) != true)
        {
            return null;
        }

        // PP-DocLayoutV3, the one that reads, was trained on pages resized by OpenCV.
        bool reads = graph.Output("order_logits") is { IsFloat: true, Shape.Count: 3 };
        List<string> guesses = [];
        InputSpec input = new()
        {
            Name = image.Name,
            Resize = "stretch",
            Size = graph.ImageSize(guesses),
            Scale = 1 / 255f,
            Interpolation = reads ? "bicubic" : "bilinear_antialiased",
        };
        guesses.Add("The graph does not tell how pages are normalised: 'scale' 1/255 without 'mean' and 'std' is what RT-DETR has.");
        OutputSpec outputs = new() { Scores = "logits", Boxes = "pred_boxes", Order = reads ? "order_logits" : null };
        return new FamilyMatch(input, outputs, columns > 0 ? columns : null, guesses);
    }

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ModelOutputs outputs, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        float probability = Math.Max(settings.ScoreThreshold, model.Postprocess.CandidateThreshold);
        IReadOnlyList<Candidate> candidates = Candidate.Above(outputs.Scores, Logit(probability), model.Postprocess.MaxDetections);
        int[] order = outputs.Order.IsEmpty ? [] : OrderVotes.Ranks(outputs.Order, outputs.Boxes.Length / 4);

        List<LayoutElement> kept = new(candidates.Count);
        foreach (Candidate candidate in candidates)
        {
            (int query, int column) = Math.DivRem(candidate.Index, model.Columns);
            float confidence = Sigmoid(candidate.Score);
            BoundingBox box = ToPage(outputs.Boxes.Slice(query * 4, 4), geometry);

            // Rounding of the logit can admit a score that is not above the threshold.
            if (confidence > probability && box.Width > 0 && box.Height > 0 && model.Outputs.ClassOf(column) is { } classId
                && !Suppression.IsDuplicate(box, kept, settings.IouThreshold, classId))
            {
                kept.Add(new LayoutElement(classId, model.Classes[classId], confidence, box)
                {
                    ModelOrder = order.Length > 0 ? order[query] : null,
                });
            }
        }

        return kept;
    }

    /// <summary>Converts centre and size, relative to the page inside the tensor, to corners in page pixels.</summary>
    private static BoundingBox ToPage(ReadOnlySpan<float> box, PageGeometry geometry)
    {
        float width = geometry.Content.Width;
        float height = geometry.Content.Height;
        return geometry.ToPage(
            (box[0] - (box[2] / 2)) * width,
            (box[1] - (box[3] / 2)) * height,
            (box[0] + (box[2] / 2)) * width,
            (box[1] + (box[3] / 2)) * height);
    }

    private static float Sigmoid(float logit) => (float)(1 / (1 + Math.Exp(-logit)));

    private static float Logit(float probability)
    {
        if (probability <= 0)
        {
            return float.NegativeInfinity;
        }

        // Slightly lower, so that rounding cannot drop a score above the threshold.
        return probability >= 1 ? float.PositiveInfinity : (float)Math.Log(probability / (1 - (double)probability)) - 1e-4f;
    }
}
