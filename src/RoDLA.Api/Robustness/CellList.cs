using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Api.Robustness;

/// <summary>The cells of a robustness job as far as they are finished: the heat map of a running evaluation.</summary>
/// <param name="JobId">Its id.</param>
/// <param name="Status">State of the job.</param>
/// <param name="Truth">What detections are compared with.</param>
/// <param name="ScoreThreshold">Least confidence of a detection that counts in F1.</param>
/// <param name="Cells">The cells of each image, in the order in which they are done: <c>clean</c> first.</param>
/// <param name="Images">The images, in the order of the job.</param>
public sealed record CellList(
    string JobId,
    JobState Status,
    TruthSource Truth,
    double ScoreThreshold,
    IReadOnlyList<CellProgress> Cells,
    IReadOnlyList<CellImage> Images);

/// <summary>A cell.</summary>
/// <param name="Cell"><c>clean</c>, or a perturbation and its degree: <c>rotation:2</c>.</param>
/// <param name="Images">Images that are finished in it.</param>
/// <param name="MeanF1">Mean F1 of these images, 0 to 1, 4 decimals; null before the first.</param>
public sealed record CellProgress(string Cell, int Images, double? MeanF1);

/// <summary>An image.</summary>
/// <param name="Index">Its number in the job, from 0.</param>
/// <param name="Image">The client's name for it.</param>
/// <param name="Page">Page of the file, from 1.</param>
/// <param name="F1">F1 at IoU 0.5 in each cell, in the order of the cells; null where it is not finished or has no figures.</param>
public sealed record CellImage(int Index, string Image, int Page, IReadOnlyList<double?> F1);
