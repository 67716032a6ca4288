namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>A class, matched.</summary>
/// <param name="Boxes">Its boxes.</param>
/// <param name="Ranking">Its detections in order.</param>
/// <param name="Matches">Its matches in each of <see cref="AreaRange.All"/>.</param>
internal sealed record ClassResult(ClassBoxes Boxes, ClassRanking Ranking, ClassMatches[] Matches)
{
    /// <summary>Truths that count, of any size.</summary>
    public int Truths => Matches[0].Truths.Sum();
}
