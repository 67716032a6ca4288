namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The model of an evaluation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its graph.</param>
/// <param name="Classes">The classes of its detections.</param>
public sealed record EvaluatedModel(string Name, string Sha256, IReadOnlyList<string> Classes)
{
    /// <summary>The model that a request would be answered with.</summary>
    internal static EvaluatedModel Of(ILayoutDetector detector, DetectionSettings settings)
    {
        ModelManifest manifest = (settings.Models is [string name, ..] ? detector.Find(name) : null) ?? detector.Model;
        return new EvaluatedModel(manifest.Name, manifest.Sha256, detector.ClassesOf(manifest.Name, settings.Classes));
    }
}
