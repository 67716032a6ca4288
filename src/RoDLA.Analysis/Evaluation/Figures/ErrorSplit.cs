using RoDLA.Analysis.Evaluation.Coco;

namespace RoDLA.Analysis.Evaluation.Figures;

/// <summary>
/// What went wrong, as counts of boxes: every detection that found nothing has one cause, by its greatest overlaps. The kinds and their
/// order are those of TIDE (Bolya et al. 2020), with IoU 0.5 for found and 0.1 for background.
/// </summary>
/// <param name="Correct">Detections that found a truth.</param>
/// <param name="Localisation">On a truth of the class, with an IoU from 0.1 to 0.5.</param>
/// <param name="Class">On a truth of another class, with an IoU of at least 0.5.</param>
/// <param name="Duplicate">On a truth of the class that a better detection found.</param>
/// <param name="Background">On nothing: every IoU is at most 0.1.</param>
/// <param name="Both">The rest: wrong place and wrong class.</param>
/// <param name="Missed">Truths that no detection found, and none has a wrong place or class for.</param>
public sealed record ErrorSplit(int Correct, int Localisation, int Class, int Duplicate, int Background, int Both, int Missed)
{
    private const double Found = 0.5;
    private const double Nothing = 0.1;

    /// <summary>No boxes.</summary>
    public static ErrorSplit None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>The sums.</summary>
    public static ErrorSplit operator +(ErrorSplit a, ErrorSplit b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new ErrorSplit(
            a.Correct + b.Correct,
            a.Localisation + b.Localisation,
            a.Class + b.Class,
            a.Duplicate + b.Duplicate,
            a.Background + b.Background,
            a.Both + b.Both,
            a.Missed + b.Missed);
    }

    /// <summary>The sums.</summary>
    public static ErrorSplit Add(ErrorSplit left, ErrorSplit right) => left + right;

    /// <summary>The mean of so many, rounded.</summary>
    internal ErrorSplit Over(int count)
    {
        int Mean(int sum) => (int)Math.Round((double)sum / count);
        return new ErrorSplit(
            Mean(Correct), Mean(Localisation), Mean(Class), Mean(Duplicate), Mean(Background), Mean(Both), Mean(Missed));
    }

    /// <summary>The split of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="threshold">Detections with a lower score do not count.</param>
    internal static ErrorSplit Of(EvaluatedPage page, double threshold)
    {
        TruthBox[] truths = [.. page.Truth.Where(t => !t.IsIgnored)];
        TruthBox[] ignored = [.. page.Truth.Where(t => t.IsIgnored)];
        DetectedBox[] detections = [.. page.Detections.Where(d => d.Score >= threshold).OrderByDescending(d => d.Score)];
        int[] match = Match(truths, detections);
        bool[] isExplained = new bool[truths.Length];
        int[] counts = new int[6];
        for (int d = 0; d < detections.Length; d++)
        {
            if (match[d] >= 0)
            {
                isExplained[match[d]] = true;
                counts[0]++;
            }
            else if (!ignored.Any(t => t.Class == detections[d].Class && Overlap(detections[d], t) >= Found))
            {
                counts[(int)CauseOf(detections[d], truths, isExplained)]++;
            }
        }

        return new ErrorSplit(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], isExplained.Count(e => !e));
    }

    /// <summary>Truth of each detection, -1 for none: greedy, best score first.</summary>
    /// <param name="truths">The truths.</param>
    /// <param name="detections">The detections, best first.</param>
    internal static int[] Match(IReadOnlyList<TruthBox> truths, IReadOnlyList<DetectedBox> detections)
    {
        bool[] isTaken = new bool[truths.Count];
        int[] match = new int[detections.Count];
        for (int d = 0; d < detections.Count; d++)
        {
            match[d] = Most(truths, detections[d], (t, i) => t.Class == detections[d].Class && !isTaken[i]) is ( >= 0 and int best, >= Found)
                ? best
                : -1;
            if (match[d] >= 0)
            {
                isTaken[match[d]] = true;
            }
        }

        return match;
    }

    private static Cause CauseOf(DetectedBox detection, TruthBox[] truths, bool[] isExplained)
    {
        (int same, double sameOverlap) = Most(truths, detection, (t, _) => t.Class == detection.Class);
        if (sameOverlap is >= Nothing and < Found)
        {
            isExplained[same] = true;
            return Cause.Localisation;
        }

        (int other, double otherOverlap) = Most(truths, detection, (t, _) => t.Class != detection.Class);
        if (otherOverlap >= Found)
        {
            isExplained[other] = true;
            return Cause.Class;
        }

        return sameOverlap >= Found ? Cause.Duplicate
            : Math.Max(sameOverlap, otherOverlap) <= Nothing ? Cause.Background
            : Cause.Both;
    }

    private static (int Index, double Overlap) Most(
        IReadOnlyList<TruthBox> truths, DetectedBox detection, Func<TruthBox, int, bool> condition)
    {
        (int index, double most) = (-1, 0);
        for (int i = 0; i < truths.Count; i++)
        {
            if (condition(truths[i], i) && Overlap(detection, truths[i]) is var overlap && overlap > most)
            {
                (index, most) = (i, overlap);
            }
        }

        return (index, most);
    }

    private static double Overlap(DetectedBox d, TruthBox t)
    {
        double width = Math.Min(d.X + d.Width, t.X + t.Width) - Math.Max(d.X, t.X);
        double height = Math.Min(d.Y + d.Height, t.Y + t.Height) - Math.Max(d.Y, t.Y);
        double shared = width * height;
        return width <= 0 || height <= 0 ? 0 : shared / (d.Area + (t.Width * t.Height) - shared);
    }

    private enum Cause
    {
        Localisation = 1,
        Class = 2,
        Duplicate = 3,
        Background = 4,
        Both = 5,
    }
}
