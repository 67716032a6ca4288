using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Analysis.Metrics;

namespace RoDLA.Analysis.Evaluation;

/// <summary>
/// The finished cells of one page, while an evaluation runs and after it. Detections count from
/// <see cref="EvaluationSettings.TruthThreshold"/> on: the working threshold of the report is known only at the end.
/// </summary>
public static class PageCells
{
    private const int Decimals = 4;

    /// <summary>F1 of the page at IoU 0.5 in each finished cell; null where the page has no figures.</summary>
    public static IReadOnlyDictionary<string, double?> Scores(PageWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new PageJournal(work.Journal).Read().ToDictionary(c => c.Key, c => ScoreOf(c.Value, work.Settings), StringComparer.Ordinal);
    }

    /// <summary>Truths and detections of the page in a cell; null when the cell is not finished.</summary>
    public static CellBoxes? Find(PageWork work, string cell)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!new PageJournal(work.Journal).Read().TryGetValue(cell, out CellRecord? record))
        {
            return null;
        }

        EvaluatedPage page = record.ToPage();
        TruthBox[] truths = [.. page.Truth.Where(t => !t.IsIgnored)];
        DetectedBox[] detections = [.. page.Detections.Where(d => d.Score >= work.Settings.TruthThreshold)];
        int[] matches = ErrorSplit.Match(truths, detections);
        return new CellBoxes(
            cell,
            record.Width,
            record.Height,
            ScoreOf(record, work.Settings),
            [.. truths.Select((t, i) => new CellBox(work.Classes.Names[t.Class], Box(t.X, t.Y, t.Width, t.Height), matches.Contains(i)))],
            [
                .. detections.Select((d, i) => new CellBox(work.Classes.Names[d.Class], Box(d.X, d.Y, d.Width, d.Height), matches[i] >= 0)
                {
                    Confidence = Math.Round(d.Score, Decimals),
                }),
            ])
        {
            Error = record.Error,
        };
    }

    private static double? ScoreOf(CellRecord record, EvaluationSettings settings) =>
        record.Error is null ? Math.Round(PageScores.F1(record.ToPage(), settings.TruthThreshold), Decimals) : null;

    private static BoundingBoxReport Box(double x, double y, double width, double height)
    {
        (float x1, float y1, float x2, float y2) = ((float)x, (float)y, (float)(x + width), (float)(y + height));
        return new BoundingBoxReport(x1, y1, x2, y2, x2 - x1, y2 - y1, (x1 + x2) / 2, (y1 + y2) / 2);
    }
}
