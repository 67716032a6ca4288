using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>
/// COCO's evaluation a second time, as plainly and slowly as possible: one image, class, range and threshold at a time, in the order of the
/// loops of pycocotools.
/// </summary>
internal static class PlainCoco
{
    /// <summary>The twelve figures, null where there is no truth.</summary>
    public static double?[] Figures(IReadOnlyList<EvaluatedPage> pages, int classes, CocoProtocol protocol)
    {
        (int Area, int Limit, int? Threshold, bool IsRecall)[] wanted =
        [
            (0, protocol.MaxDetections.ToList().IndexOf(100), null, false), (0, 2, 0, false), (0, 2, 5, false),
            (1, 2, null, false), (2, 2, null, false), (3, 2, null, false),
            (0, 0, null, true), (0, 1, null, true), (0, 2, null, true), (1, 2, null, true), (2, 2, null, true), (3, 2, null, true),
        ];
        return
        [
            .. wanted.Select(w =>
            {
                List<double> values = [];
                for (int c = 0; c < classes; c++)
                {
                    for (int t = w.Threshold ?? 0; t < (w.Threshold + 1 ?? 10); t++)
                    {
                        values.AddRange(One(pages, c, AreaRange.All[w.Area], (((0.95 - 0.5) / 9 * t) + 0.5, protocol.MaxDetections[w.Limit]), w.IsRecall));
                    }
                }

                return values.Count == 0 ? (double?)null : values.Average();
            }),
        ];
    }

    private static IEnumerable<double> One(
        IReadOnlyList<EvaluatedPage> pages, int @class, AreaRange range, (double Threshold, int Most) cut, bool isRecall)
    {
        List<(double Score, bool IsFound)> all = [];
        int truths = 0;
        foreach (EvaluatedPage page in pages)
        {
            TruthBox[] own = [.. page.Truth.Where(t => t.Class == @class).OrderBy(t => IsOut(t, range))];
            truths += own.Count(t => !IsOut(t, range));
            bool[] taken = new bool[own.Length];
            foreach (DetectedBox d in page.Detections.Where(d => d.Class == @class).OrderByDescending(d => d.Score).Take(cut.Most))
            {
                double least = Math.Min(cut.Threshold, 1 - 1e-10);
                int match = -1;
                for (int g = 0; g < own.Length; g++)
                {
                    if (taken[g] && !own[g].IsCrowd)
                    {
                        continue;
                    }

                    if (match >= 0 && !IsOut(own[match], range) && IsOut(own[g], range))
                    {
                        break;
                    }

                    if (Overlap(d, own[g]) >= least)
                    {
                        least = Overlap(d, own[g]);
                        match = g;
                    }
                }

                if (match >= 0)
                {
                    taken[match] = true;
                }

                if (match >= 0 ? !IsOut(own[match], range) : range.Least <= d.Area && d.Area <= range.Most)
                {
                    all.Add((d.Score, match >= 0));
                }
            }
        }

        if (truths == 0)
        {
            return [];
        }

        (double Recall, double Precision)[] curve = Curve([.. all.OrderByDescending(d => d.Score).Select(d => d.IsFound)], truths);
        return isRecall
            ? [curve.Length == 0 ? 0 : curve[^1].Recall]
            : Enumerable.Range(0, 101)
                .Select(r => curve.Where(p => p.Recall >= r * 0.01).Select(p => p.Precision).DefaultIfEmpty(0).Max());
    }

    private static (double Recall, double Precision)[] Curve(bool[] found, int truths) =>
    [
        .. found.Select((_, i) => found.Take(i + 1).Count(f => f)).Select((right, i) => ((double)right / truths, right / (i + 1.0))),
    ];

    private static bool IsOut(TruthBox truth, AreaRange range) => truth.IsIgnored || truth.Area < range.Least || truth.Area > range.Most;

    private static double Overlap(DetectedBox d, TruthBox t)
    {
        double width = Math.Min(d.X + d.Width, t.X + t.Width) - Math.Max(d.X, t.X);
        double height = Math.Min(d.Y + d.Height, t.Y + t.Height) - Math.Max(d.Y, t.Y);
        double shared = Math.Max(width, 0) * Math.Max(height, 0);
        return shared == 0 ? 0 : shared / (t.IsCrowd ? d.Area : d.Area + (t.Width * t.Height) - shared);
    }
}
