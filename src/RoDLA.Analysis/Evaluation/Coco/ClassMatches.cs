namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>Which detections of a class found a truth, in one area range. Bit t of a mask stands for the IoU threshold t.</summary>
/// <param name="Matched">Of each detection, page after page: the thresholds at which it matched.</param>
/// <param name="Ignored">Of each detection: the thresholds at which it does not count.</param>
/// <param name="Truths">Of each page: truths that count.</param>
internal sealed record ClassMatches(ushort[] Matched, ushort[] Ignored, int[] Truths);
