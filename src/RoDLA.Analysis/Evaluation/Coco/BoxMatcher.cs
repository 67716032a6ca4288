namespace RoDLA.Analysis.Evaluation.Coco;

/// <summary>
/// COCO's greedy matching of one class: each detection, best first, takes the truth of the greatest overlap that is not taken; truths that
/// count go before those that do not, and a crowd may be taken again.
/// </summary>
/// <param name="boxes">The class.</param>
internal sealed class BoxMatcher(ClassBoxes boxes)
{
    // COCO's tolerance, for a threshold of 1.
    private const double MostThreshold = 1 - 1e-10;

    /// <summary>Matches all pages.</summary>
    /// <returns>The matches of each area range.</returns>
    public ClassMatches[] Match()
    {
        IReadOnlyList<AreaRange> ranges = AreaRange.All;
        ClassMatches[] all =
        [
            .. ranges.Select(_ => new ClassMatches(
                new ushort[boxes.Scores.Length], new ushort[boxes.Scores.Length], new int[boxes.Pages])),
        ];
        for (int page = 0; page < boxes.Pages; page++)
        {
            int truths = boxes.TruthStart[page + 1] - boxes.TruthStart[page];
            int detections = boxes.DetectionStart[page + 1] - boxes.DetectionStart[page];
            double[] overlaps = truths * detections == 0 ? [] : Overlaps(page, truths, detections);
            for (int a = 0; a < ranges.Count; a++)
            {
                Match(page, ranges[a], overlaps, all[a]);
            }
        }

        return all;
    }

    private double[] Overlaps(int page, int truths, int detections)
    {
        double[] overlaps = new double[truths * detections];
        int first = boxes.TruthStart[page];
        ReadOnlySpan<bool> isCrowd = boxes.IsCrowd.AsSpan(first, truths);
        for (int d = 0; d < detections; d++)
        {
            boxes.Detections.Overlaps(
                boxes.DetectionStart[page] + d, boxes.Truth, first, isCrowd, overlaps.AsSpan(d * truths, truths));
        }

        return overlaps;
    }

    private void Match(int page, AreaRange range, double[] overlaps, ClassMatches matches)
    {
        int first = boxes.TruthStart[page];
        int truths = boxes.TruthStart[page + 1] - first;
        int firstDetection = boxes.DetectionStart[page];
        int detections = boxes.DetectionStart[page + 1] - firstDetection;

        // Those that count first, each part in its order.
        int[] order = new int[truths];
        int counted = 0;
        for (int g = 0; g < truths; g++)
        {
            if (Counts(first + g, range))
            {
                order[counted++] = g;
            }
        }

        for (int g = 0, next = counted; g < truths; g++)
        {
            if (!Counts(first + g, range))
            {
                order[next++] = g;
            }
        }

        matches.Truths[page] = counted;
        bool[] isTaken = new bool[truths];
        for (int t = 0; t < CocoProtocol.Thresholds; t++)
        {
            Array.Clear(isTaken);
            double threshold = Math.Min(CocoProtocol.IouThresholds[t], MostThreshold);
            ushort bit = (ushort)(1 << t);
            for (int d = 0; d < detections; d++)
            {
                int best = truths == 0 ? -1 : Best(overlaps.AsSpan(d * truths, truths), order, counted, isTaken, (first, threshold));
                if (best >= 0)
                {
                    isTaken[best] = true;
                    matches.Matched[firstDetection + d] |= bit;
                }

                bool isIgnored = best >= 0
                    ? !Counts(first + best, range)
                    : !range.Contains(boxes.Detections.Area[firstDetection + d]);
                matches.Ignored[firstDetection + d] |= isIgnored ? bit : (ushort)0;
            }
        }
    }

    // Of equal overlaps the last is taken, as COCO's loop does.
    private int Best(ReadOnlySpan<double> overlaps, int[] order, int counted, bool[] isTaken, (int First, double Threshold) page)
    {
        double most = page.Threshold;
        int best = -1;
        for (int i = 0; i < order.Length; i++)
        {
            if (i == counted && best >= 0)
            {
                break;
            }

            int g = order[i];
            if ((!isTaken[g] || boxes.IsCrowd[page.First + g]) && overlaps[g] >= most)
            {
                most = overlaps[g];
                best = g;
            }
        }

        return best;
    }

    private bool Counts(int truth, AreaRange range) => !boxes.IsIgnored[truth] && range.Contains(boxes.TruthAreas[truth]);
}
