using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>The detections of some classes together, best first, at IoU 0.5: what each threshold on the score would give.</summary>
internal sealed class ScoreSweep
{
    private readonly (double Score, bool IsFound)[] _detections;
    private readonly int _truths;

    /// <summary>Collects the detections.</summary>
    /// <param name="classes">The classes.</param>
    public ScoreSweep(IEnumerable<ClassResult> classes)
    {
        List<(double, bool)> detections = [];
        foreach (ClassResult result in classes)
        {
            ClassMatches matches = result.Matches[0];
            _truths += result.Truths;
            for (int i = 0; i < matches.Matched.Length; i++)
            {
                if ((matches.Ignored[i] & 1) == 0)
                {
                    detections.Add((result.Boxes.Scores[i], (matches.Matched[i] & 1) == 1));
                }
            }
        }

        _detections = [.. detections.OrderByDescending(d => d.Item1)];
    }

    /// <summary>The detections, best first.</summary>
    public IReadOnlyList<(double Score, bool IsFound)> Detections => _detections;

    /// <summary>The point of a threshold.</summary>
    public ScorePoint At(double threshold)
    {
        int kept = _detections.Count(d => d.Score >= threshold);
        int found = _detections.Take(kept).Count(d => d.IsFound);
        return ScorePoint.Of(threshold, found, kept - found, _truths);
    }

    /// <summary>The point of the greatest F1; of equal ones that of the highest threshold, 1 where nothing was found.</summary>
    public ScorePoint Best()
    {
        ScorePoint best = ScorePoint.Of(1, 0, 0, _truths);
        for (int i = 0, found = 0; i < _detections.Length; i++)
        {
            found += _detections[i].IsFound ? 1 : 0;
            bool isLastOfScore = i + 1 == _detections.Length || _detections[i + 1].Score < _detections[i].Score;
            if (isLastOfScore && ScorePoint.Of(_detections[i].Score, found, i + 1 - found, _truths) is var point && point.F1 > best.F1)
            {
                best = point;
            }
        }

        return best;
    }
}
