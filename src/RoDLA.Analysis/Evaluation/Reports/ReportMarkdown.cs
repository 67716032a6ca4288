using RoDLA.Analysis.Evaluation.Figures;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>A report as Markdown: the figures that a model card quotes.</summary>
internal static class ReportMarkdown
{
    private const int PagesShown = 10;

    /// <summary>The text.</summary>
    public static string Of(EvaluationReport report)
    {
        StringBuilder text = new();
        Heading(text, report);
        Cells(text, report);
        Classes(text, report);
        Errors(text, report);
        Pages(text, report);
        return text.ToString();
    }

    private static void Heading(StringBuilder text, EvaluationReport report)
    {
        (EvaluatedData data, RobustnessFigures robust) = (report.Data, report.Robustness);
        text.Put($"# {report.Model.Name} on {data.Name}\n\n");
        text.Put($"{data.Pages} pages, {Share.Count(data.Boxes)} boxes; ");
        text.Put($"protocol `{report.Settings.Protocol}`, seed {report.Settings.Seed}, ");
        text.Put($"perturbations as `{Json.ReportJson.Word(report.Settings.Mode)}`; ");
        text.Put($"names of the labels: {data.Mapping}");
        text.Append(data.LeftOut.Count == 0 ? ".\n" : $", left out: {string.Join(", ", data.LeftOut)}.\n");
        if (report.TruthNote is { } note)
        {
            text.Put($"\n**{note}**\n");
        }

        text.Append("\nAP and shares are in percent.\n\n| figure | value |\n|---|---|\n");
        Row(text, "mAP clean (IoU .50:.95)", Share.Percent(report.Clean.Map));
        Row(text, "mAP50 / mAP75 clean", $"{Share.Percent(report.Clean.Map50)} / {Share.Percent(report.Clean.Map75)}");
        Row(text, "P-Avg", Share.Percent(robust.PAvg));
        Row(text, "mPC", Share.Percent(robust.Mpc));
        Row(text, "rPC = mPC / clean mAP", Share.Percent(robust.Rpc));
        Row(text, "mPE of the perturbations", Share.Number(robust.Mpe));
        Row(text, "mRD (working definition, lower is better)", Share.Number(robust.Mrd));
        ScorePoint best = report.Clean.Best;
        Row(text, "best F1 clean, its threshold", $"{Share.Percent(best.F1)} at {Share.Number(best.Threshold, 3)}");
        Row(text, "precision / recall there", $"{Share.Percent(best.Precision)} / {Share.Percent(best.Recall)}");
        Row(text, "expected calibration error", Share.Percent(report.CalibrationError));
        text.Put($"\n{report.RobustnessDefinition} Effects: {report.EffectTable}\n");
        if (robust.Skipped.Count > 0)
        {
            text.Put($"Left out of mRD: {string.Join(' ', robust.Skipped)}\n");
        }
    }

    private static void Cells(StringBuilder text, EvaluationReport report)
    {
        if (report.Perturbations.Count == 0)
        {
            return;
        }

        text.Append("\n## mAP by perturbation and degree\n\n| perturbation | 1 | 2 | 3 | mean | mean / clean | mAP50 mean | RD |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (PerturbationFigures p in report.Perturbations)
        {
            string[] degrees = ["1", "2", "3"];
            string cells = string.Join(" | ", degrees.Select(
                d => Share.Percent(p.Degrees.FirstOrDefault(c => c.Cell == $"{p.Type}:{d}")?.Map)));
            string means = $"{Share.Percent(p.Map)} | {Share.Percent(p.Relative)} | {Share.Percent(p.Map50)}";
            Row(text, p.Type, $"{cells} | {means} | {Share.Number(p.Degradation)}");
        }
    }

    private static void Classes(StringBuilder text, EvaluationReport report)
    {
        text.Append("\n## Classes\n\n| class | boxes | AP clean | AP50 clean | AP P-Avg | precision | recall | best F1 |\n")
            .Append("|---|---|---|---|---|---|---|---|\n");
        foreach (ClassFigures c in report.Classes.Where(c => c.Boxes > 0))
        {
            Row(text, c.Name.Replace("|", "\\|", StringComparison.Ordinal), string.Join(" | ",
                Share.Count(c.Boxes), Share.Percent(c.Ap), Share.Percent(c.Ap50), Share.Percent(c.PAvg),
                Share.Percent(c.Working.Precision), Share.Percent(c.Working.Recall), Share.Percent(c.Best.F1)));
        }
    }

    private static void Errors(StringBuilder text, EvaluationReport report)
    {
        text.Put($"\n## What went wrong\n\nBoxes at the threshold {Share.Number(report.WorkingThreshold, 3)}, IoU 0.5.\n\n");
        text.Append("| | correct | localisation | class | duplicate | background | both | missed |\n|---|---|---|---|---|---|---|---|\n");
        foreach ((string name, ErrorSplit e) in ErrorRows.Of(report))
        {
            Row(text, name, string.Join(" | ",
                new[] { e.Correct, e.Localisation, e.Class, e.Duplicate, e.Background, e.Both, e.Missed }.Select(Share.Count)));
        }
    }

    private static void Pages(StringBuilder text, EvaluationReport report)
    {
        text.Append("\n## Worst pages\n\n| page | boxes | F1 clean | F1 perturbed | worst cell | F1 there |\n|---|---|---|---|---|---|\n");
        foreach (PageFigures p in report.Pages.Take(PagesShown))
        {
            string worst = $"{p.WorstCell ?? Share.None} | {Share.Percent(p.Worst)}";
            Row(
                text,
                p.Name.Replace("|", "\\|", StringComparison.Ordinal),
                $"{p.Boxes} | {Share.Percent(p.Clean)} | {Share.Percent(p.Perturbed)} | {worst}");
        }
    }

    private static void Row(StringBuilder text, string name, string value) =>
        text.Put($"| {name} | {value} |\n");
}
