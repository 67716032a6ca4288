using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Families;

/// <summary>Decodes the outputs of one kind of detector.</summary>
internal interface IModelFamily
{
    /// <summary>Name in a manifest's <c>family</c>.</summary>
    string Name { get; }

    /// <summary>Decodes raw outputs to detections above the threshold, most confident first.</summary>
    /// <param name="scores">[N, classes], row after row.</param>
    /// <param name="boxes">[N, 4], row after row.</param>
    /// <param name="model">The manifest.</param>
    /// <param name="geometry">Position of the page in the input tensor.</param>
    /// <param name="settings">How the page is looked at.</param>
    IReadOnlyList<LayoutElement> Decode(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, ModelManifest model, PageGeometry geometry, DetectionSettings settings);
}
