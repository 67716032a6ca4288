namespace RoDLA.Api.ModelInfo;

/// <summary>What the served model is.</summary>
/// <param name="ModelName">Name for people.</param>
/// <param name="Paper">Where it was published; null when it was not.</param>
/// <param name="NumClasses">Number of <paramref name="Classes"/>.</param>
/// <param name="Classes">Class names; a detection's <c>class_id</c> is the place in this list.</param>
/// <param name="Backbone">Backbone of the network.</param>
/// <param name="DetectionFramework">Kind of detector.</param>
/// <param name="Dataset">What it was trained on.</param>
/// <param name="MaxDetectionsPerImage">Most detections of one page.</param>
/// <param name="StateOfTheArtPerformance">
/// Scores as published or measured, by name; <c>clean_mAP</c>, <c>perturbed_avg_mAP</c> (percent) and <c>mRD_score</c> are always there,
/// null where the model has none.
/// </param>
/// <param name="Model">Name of the model's folder, as <c>RODLA_MODEL</c> takes it.</param>
/// <param name="DefaultThreshold">Confidence threshold that suits the model.</param>
/// <param name="Licence">SPDX name of the licence of the weights; null when unknown.</param>
/// <param name="Sha256">SHA-256 of the model's file.</param>
/// <param name="Status">loading, ready or failed.</param>
/// <param name="ExecutionProvider">Where the model runs; null until it is loaded.</param>
/// <param name="PerformanceDataset">Data set that <c>clean_mAP</c> was measured on; null when it is <paramref name="Dataset"/>.</param>
/// <param name="PerformanceSource">Where the scores were published; null when the author of the model measured them.</param>
/// <param name="Note">What else there is to know of it, such as why it does not run where it was asked to; null when nothing.</param>
public sealed record ModelInformation(
    string ModelName,
    string? Paper,
    int NumClasses,
    IReadOnlyList<string> Classes,
    string Backbone,
    string DetectionFramework,
    string Dataset,
    int MaxDetectionsPerImage,
    IReadOnlyDictionary<string, double?> StateOfTheArtPerformance,
    string Model,
    float DefaultThreshold,
    string? Licence,
    string Sha256,
    DetectorState Status,
    string? ExecutionProvider,
    string? PerformanceDataset,
    string? PerformanceSource,
    string? Note)
{
    private static readonly string[] DocumentScores = ["clean_mAP", "perturbed_avg_mAP", "mRD_score"];

    /// <summary>The information on <paramref name="detector"/>'s model.</summary>
    public static ModelInformation From(ILayoutDetector detector)
    {
        ModelManifest model = detector.Model;
        DetectorStatus status = detector.Status;
        return new ModelInformation(
            model.DisplayName,
            model.Paper,
            model.Classes.Count,
            model.Classes,
            model.Backbone,
            model.Framework,
            model.Dataset,
            model.Postprocess.MaxDetections,
            Scores(model.PublishedScores),
            model.Name,
            model.DefaultThreshold,
            model.Licence,
            model.Sha256,
            status.State,
            status.ExecutionProvider,
            model.ScoresDataset,
            model.ScoresSource,
            status.Note);
    }

    private static OrderedDictionary<string, double?> Scores(IReadOnlyDictionary<string, double> published)
    {
        OrderedDictionary<string, double?> scores = [];
        foreach (string name in DocumentScores.Union(published.Keys))
        {
            scores[name] = published.TryGetValue(name, out double score) ? score : null;
        }

        return scores;
    }
}
