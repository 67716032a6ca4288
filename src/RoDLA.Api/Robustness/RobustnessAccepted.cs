using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Robustness;

/// <summary>A robustness job was accepted; its images and labels are on disk.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">queued.</param>
/// <param name="Message">A message for people.</param>
/// <param name="TotalImages">Images in the job.</param>
/// <param name="Cells">Cells of each image: clean, and every perturbation and degree.</param>
/// <param name="Truth">What detections are compared with.</param>
/// <param name="LabelFormat"><c>coco</c>, <c>yolo</c> or <c>voc</c>; null without labels.</param>
/// <param name="LabelledBoxes">Boxes of the labels that have a class of the model.</param>
/// <param name="Classes">The classes that are compared.</param>
/// <param name="StatusEndpoint">Path of its status.</param>
/// <param name="ReportEndpoint">Path of its report, once it has ended; <c>.html</c>, <c>.csv</c> or <c>.md</c> may follow.</param>
/// <param name="IgnoredEntries">Ignored entries of archives: folders, and metadata of file managers.</param>
/// <param name="Notes">What to know of the request, such as where the truth is from; empty when nothing.</param>
/// <param name="Links">Paths of what belongs to the job.</param>
public sealed record RobustnessAccepted(
    string JobId,
    string Status,
    string Message,
    int TotalImages,
    int Cells,
    TruthSource Truth,
    string? LabelFormat,
    int LabelledBoxes,
    IReadOnlyList<string> Classes,
    string StatusEndpoint,
    string ReportEndpoint,
    int IgnoredEntries,
    IReadOnlyList<string> Notes,
    JobLinks Links);
