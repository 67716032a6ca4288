using RoDLA.Detection.Merging;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>
/// Collects the boxes of a page whose class and confidence are known, and drops what is below the threshold or a duplicate.
/// </summary>
/// <param name="model">The manifest.</param>
/// <param name="geometry">Position of the page in the input tensor.</param>
/// <param name="settings">How the page is looked at.</param>
/// <param name="coordinates">What boxes are measured in where the manifest does not say it.</param>
internal sealed class ElementList(ModelManifest model, PageGeometry geometry, DetectionSettings settings, string coordinates)
{
    private readonly List<LayoutElement> _elements = [];
    private readonly bool _isInPage = (model.Outputs.Coordinates ?? coordinates) == "page";

    /// <summary>Confidences at or below this are ignored.</summary>
    public float Threshold { get; } = Math.Max(settings.ScoreThreshold, model.Postprocess.CandidateThreshold);

    /// <summary>Adds a box.</summary>
    /// <param name="label">Index of its class; one that the model has not got is padding.</param>
    /// <param name="score">Its confidence.</param>
    /// <param name="corners">x1, y1, x2, y2.</param>
    /// <param name="order">Its place in the reading order of the model; null when it gives none.</param>
    public void Add(float label, float score, ReadOnlySpan<float> corners, int? order = null)
    {
        if (!(score > Threshold) || !(label >= 0) || label >= model.Classes.Count)
        {
            return;
        }

        BoundingBox box = _isInPage
            ? geometry.Clip(corners[0], corners[1], corners[2], corners[3])
            : geometry.ToPage(corners[0], corners[1], corners[2], corners[3]);
        if (box.Width > 0 && box.Height > 0)
        {
            int classId = (int)label;
            _elements.Add(new LayoutElement(classId, model.Classes[classId], Math.Min(score, 1), box) { ModelOrder = order });
        }
    }

    /// <summary>The boxes without duplicates, most confident first.</summary>
    public IReadOnlyList<LayoutElement> ToElements()
    {
        PostprocessSpec rules = model.Postprocess;
        float? iou = settings.IouThreshold ?? rules.NmsIou;
        List<LayoutElement> kept = new(Math.Min(_elements.Count, rules.MaxDetections));
        foreach (LayoutElement element in _elements.OrderByDescending(e => e.Confidence).Take(rules.PreNmsTop))
        {
            if (kept.Count < rules.MaxDetections
                && !Suppression.IsDuplicate(element.Box, kept, iou, element.ClassId)
                && !Suppression.IsDuplicate(element.Box, kept, rules.NmsAgnosticIou, classId: null))
            {
                kept.Add(element);
            }
        }

        return kept;
    }
}
