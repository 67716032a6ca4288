using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Reports;

namespace RoDLA.Cli.Evaluate;

/// <summary>The main figures of a report, on two lines.</summary>
internal static class EvaluationSummary
{
    public static string Of(EvaluationReport report)
    {
        RobustnessFigures robust = report.Robustness;
        string clean = $"{report.Model.Name} on {report.Data.Name}, {report.Data.Pages} pages, {report.Data.Boxes} boxes: "
            + $"mAP {Text(report.Clean.Map)}, mAP50 {Text(report.Clean.Map50)}, mAP75 {Text(report.Clean.Map75)}, "
            + $"best F1 {Text(report.Clean.Best.F1)} at {Text(report.Clean.Best.Threshold)}";
        return robust.PAvg is null
            ? clean
            : $"{clean}{Environment.NewLine}P-Avg {Text(robust.PAvg)}, mPC {Text(robust.Mpc)}, rPC {Text(robust.Rpc)}, "
                + $"mPE {Text(robust.Mpe, 1)}, mRD {Text(robust.Mrd, 1)} (working definition)";
    }

    /// <summary>The main differences of two reports, a line each.</summary>
    public static string Of(ReportComparison comparison) => string.Join(
        Environment.NewLine,
        comparison.Figures.Where(f => f.Difference is not null).Select(f =>
        {
            int decimals = f.Name == "mRD" ? 1 : 3;
            return $"{f.Name}: {Text(f.Own, decimals)} against {Text(f.Other, decimals)}, difference {Text(f.Difference, decimals)} "
                + $"({Text(f.Low, decimals)} to {Text(f.High, decimals)}){(f.IsClear ? "" : ", not clear")}";
        }));

    private static string Text(double? value, int decimals = 3) =>
        value is { } number ? number.ToString("F" + decimals, CultureInfo.InvariantCulture) : "-";
}
