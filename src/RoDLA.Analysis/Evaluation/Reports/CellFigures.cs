using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>The figures of all pages in one cell; AP and AR are 0 to 1, null where no truth is of the kind.</summary>
/// <param name="Cell">The cell: <c>clean</c> or <c>rotation:2</c>.</param>
/// <param name="Pages">Pages that count.</param>
/// <param name="Map">mAP: AP over IoU 0.50 to 0.95.</param>
/// <param name="Map50">AP at IoU 0.50.</param>
/// <param name="Map75">AP at IoU 0.75.</param>
/// <param name="MapSmall">AP of boxes up to 32².</param>
/// <param name="MapMedium">AP of boxes from 32² to 96².</param>
/// <param name="MapLarge">AP of larger boxes.</param>
/// <param name="Recalls">AR by number of detections.</param>
/// <param name="Working">Precision, recall and F1 at the working threshold of the report.</param>
/// <param name="Best">The point of the greatest F1.</param>
/// <param name="Errors">What went wrong at the working threshold.</param>
/// <param name="Classes">AP by class; null for a class without truths.</param>
public sealed record CellFigures(
    string Cell,
    int Pages,
    double? Map,
    double? Map50,
    double? Map75,
    double? MapSmall,
    double? MapMedium,
    double? MapLarge,
    IReadOnlyDictionary<string, double?> Recalls,
    ScorePoint Working,
    ScorePoint Best,
    ErrorSplit Errors,
    IReadOnlyDictionary<string, double?> Classes)
{
    private const int ReportDecimals = 6;

    /// <summary>Mean MS-SSIM of the pages; null when not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MsSsim { get; init; }

    /// <summary>Mean CW-SSIM of the pages; null when not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? CwSsim { get; init; }

    /// <summary>Pages without figures in the cell, and why.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    internal static CellFigures Of(EvaluatedCell cell, CocoProtocol protocol, IReadOnlyList<string> classes, double threshold)
    {
        CocoSummary summary = cell.Result.Summary;
        int last = protocol.MaxDetections.Count - 1;
        ScoreSweep sweep = new(cell.Result.Classes);
        return new CellFigures(
            cell.Name,
            cell.Pages.Count(p => p is not null),
            Round(summary.Map),
            Round(summary.Map50),
            Round(summary.Map75),
            Round(summary.MapSmall),
            Round(summary.MapMedium),
            Round(summary.MapLarge),
            new OrderedDictionary<string, double?>(
                protocol.MaxDetections.Zip([summary.ArFirst, summary.ArSecond, summary.ArThird])
                    .Select(ar => KeyValuePair.Create($"ar{ar.First}", Round(ar.Second)))),
            Round(sweep.At(threshold)),
            Round(sweep.Best()),
            cell.Pages.OfType<EvaluatedPage>().Select(p => ErrorSplit.Of(p, threshold)).Aggregate(ErrorSplit.None, ErrorSplit.Add),
            new OrderedDictionary<string, double?>(
                classes.Select((name, c) => KeyValuePair.Create(name, Round(cell.Result.Tables.MeanPrecision(0, last, null, c))))))
        {
            MsSsim = Round(cell.MsSsim),
            CwSsim = Round(cell.CwSsim),
            Failed = cell.Failed,
        };
    }

    internal static double? Round(double? value) => value is { } number ? Math.Round(number, ReportDecimals) : null;

    internal static ScorePoint Round(ScorePoint point) => new(
        Math.Round(point.Threshold, ReportDecimals),
        Math.Round(point.Precision, ReportDecimals),
        Math.Round(point.Recall, ReportDecimals),
        Math.Round(point.F1, ReportDecimals));
}
