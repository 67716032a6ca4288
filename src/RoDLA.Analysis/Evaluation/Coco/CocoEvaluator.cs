namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>
/// COCO's evaluation of boxes: ten IoU thresholds, 101 recall levels, four area ranges, three numbers of detections. Source: the semantics
/// of pycocotools' <c>COCOeval</c> for <c>bbox</c>.
/// </summary>
internal sealed class CocoEvaluator
{
    private readonly CocoProtocol _protocol;

    /// <summary>Evaluates pages.</summary>
    /// <param name="pages">The pages, in the order of their ids: it decides between equal scores.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="protocol">The protocol.</param>
    public CocoEvaluator(IReadOnlyList<EvaluatedPage> pages, int classes, CocoProtocol protocol)
    {
        _protocol = protocol;
        Classes =
        [
            .. ClassBoxes.Group(pages, classes, protocol.MaxDetections[^1])
                .Select(boxes => new ClassResult(boxes, new ClassRanking(boxes), new BoxMatcher(boxes).Match())),
        ];
        Tables = new CocoTables(protocol, classes);
        Accumulate();
        Summary = CocoSummary.Of(Tables, protocol);
    }

    /// <summary>Each class with its matches.</summary>
    public IReadOnlyList<ClassResult> Classes { get; }

    /// <summary>Precision and recall.</summary>
    public CocoTables Tables { get; }

    /// <summary>The twelve figures.</summary>
    public CocoSummary Summary { get; }

    private void Accumulate()
    {
        PrecisionCurve curve = new();
        for (int c = 0; c < Classes.Count; c++)
        {
            for (int a = 0; a < AreaRange.All.Count; a++)
            {
                int truths = Classes[c].Matches[a].Truths.Sum();
                for (int m = 0; truths > 0 && m < _protocol.MaxDetections.Count; m++)
                {
                    for (int t = 0; t < CocoProtocol.Thresholds; t++)
                    {
                        Fill(curve, Classes[c], Classes[c].Matches[a], (t, _protocol.MaxDetections[m]));
                        Tables.Recall(t, c, a, m) = curve.End(truths, Tables.Precision(t, c, a, m));
                    }
                }
            }
        }
    }

    private static void Fill(PrecisionCurve curve, ClassResult result, ClassMatches matches, (int Threshold, int Most) cut)
    {
        ClassRanking ranking = result.Ranking;
        curve.Begin(ranking.Order.Length);
        foreach (int i in ranking.Order)
        {
            if (ranking.Ranks[i] < cut.Most && (matches.Ignored[i] >> cut.Threshold & 1) == 0)
            {
                curve.Add((matches.Matched[i] >> cut.Threshold & 1) == 1);
            }
        }
    }
}
