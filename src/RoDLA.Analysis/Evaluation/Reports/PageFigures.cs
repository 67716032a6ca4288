namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>One page; F1 is at IoU 0.5 and the working threshold.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Boxes">Its truths.</param>
/// <param name="Clean">F1 of the clean page; null when it failed.</param>
/// <param name="Perturbed">Mean F1 of its perturbed copies; null without any.</param>
/// <param name="WorstCell">The cell of the least F1; the clean one only when nothing was perturbed.</param>
/// <param name="Worst">F1 in that cell.</param>
public sealed record PageFigures(string Name, int Boxes, double? Clean, double? Perturbed, string? WorstCell, double? Worst);
