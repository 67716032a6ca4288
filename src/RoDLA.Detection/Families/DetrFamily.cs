using RoDLA.Detection.Merging;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// DETR and similar models: a logit per query and class, a box per query. The top scores over all (query, class) pairs are the
/// detections; NMS only when the request names an IoU, and one query may yield several classes.
/// </summary>
internal sealed class DetrFamily : IModelFamily
{
    /// <inheritdoc/>
    public string Name => "detr";

    /// <inheritdoc/>
    public IReadOnlyList<LayoutElement> Decode(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, ModelManifest model, PageGeometry geometry, DetectionSettings settings)
    {
        float probability = Math.Max(settings.ScoreThreshold, model.Postprocess.CandidateThreshold);
        IReadOnlyList<Candidate> candidates = Candidate.Above(scores, Logit(probability), model.Postprocess.MaxDetections);

        List<LayoutElement> kept = new(candidates.Count);
        foreach (Candidate candidate in candidates)
        {
            (int query, int column) = Math.DivRem(candidate.Index, model.Columns);
            float confidence = Sigmoid(candidate.Score);
            BoundingBox box = ToPage(boxes.Slice(query * 4, 4), geometry);

            // Rounding of the logit can admit a score that is not above the threshold.
            if (confidence > probability && box.Width > 0 && box.Height > 0 && model.Outputs.ClassOf(column) is { } classId
                && !Suppression.IsDuplicate(box, kept, settings.IouThreshold, classId))
            {
                kept.Add(new LayoutElement(classId, model.Classes[classId], confidence, box));
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
