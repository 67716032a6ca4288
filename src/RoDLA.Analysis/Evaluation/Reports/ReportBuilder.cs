using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Makes the report of finished cells.</summary>
/// <param name="results">The cells.</param>
/// <param name="effects">The table of effects.</param>
internal sealed class ReportBuilder(EvaluationResults results, EffectTable effects)
{
    private const int CurveStep = 5;

    private readonly CocoProtocol _protocol = CocoProtocol.ByName[results.Settings.Protocol];
    private readonly IReadOnlyList<string> _classes = results.Classes.Names;
    private readonly IReadOnlyList<string> _names = [.. results.Pages.Select(p => p.Name)];

    /// <summary>The report.</summary>
    public EvaluationReport Build(CancellationToken cancellationToken)
    {
        EvaluatedCell clean = Match(null);
        double threshold = CellFigures.Round(new ScoreSweep(clean.Result.Classes).Best()).Threshold;
        Dictionary<string, string> matches = new(StringComparer.Ordinal) { [clean.Name] = MatchCode.Pack(clean.Result, _protocol) };
        CellFigures cleanFigures = CellFigures.Of(clean, _protocol, _classes, threshold);
        Dictionary<PerturbationStep, CellFigures> cells = [];
        PageTally pages = new(clean, threshold);
        CurveTally curves = new(_classes.Count);
        foreach (PerturbationStep step in results.Settings.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EvaluatedCell cell = Match(step);
            cells[step] = CellFigures.Of(cell, _protocol, _classes, threshold);
            matches[cell.Name] = MatchCode.Pack(cell.Result, _protocol);
            pages.Add(cell);
            curves.Add(step.Degree, cell.Result.Tables, _protocol);
        }

        IReadOnlyList<CalibrationBin> calibration = CalibrationBin.Of(new ScoreSweep(clean.Result.Classes));
        Dictionary<PerturbationStep, double?> maps = cells.ToDictionary(c => c.Key, c => c.Value.Map);
        return new EvaluationReport(
            EvaluationReport.CurrentFormat,
            results.Model,
            Data(clean),
            results.Settings,
            threshold,
            RobustnessFigures.Of(cleanFigures.Map, maps, effects).Rounded(),
            RobustnessFigures.Definition,
            $"{effects.Name}: {effects.Source}",
            cleanFigures,
            [.. results.Settings.Steps.GroupBy(s => s.Type).Select(g => Perturbation(g.Key, [.. g], cells, cleanFigures.Map))],
            [.. _classes.Select((name, c) => Class(name, clean.Result.Classes[c], (clean.Result.Tables, c, threshold), cells))],
            Curves(clean.Result, curves),
            [
                .. calibration.Select(
                    b => b with { Confidence = CellFigures.Round(b.Confidence), Precision = CellFigures.Round(b.Precision) }),
            ],
            CellFigures.Round(CalibrationBin.Error(calibration)),
            pages.Figures(_names),
            matches);
    }

    private EvaluatedCell Match(PerturbationStep? step)
    {
        string name = CellName.Of(step);
        return new EvaluatedCell(name, [.. results.Pages.Select(p => p.Cells.GetValueOrDefault(name))], _names, _classes.Count, _protocol);
    }

    private EvaluatedData Data(EvaluatedCell clean) => new(
        results.Name,
        results.Pages.Count,
        clean.Result.Classes.Sum(c => c.Truths),
        results.Truth,
        results.Classes.Mapping,
        results.Classes.LeftOut,
        _classes,
        results.Sha256,
        [.. results.Pages.Where(p => p.Error is not null).Select(p => $"{p.Name}: {p.Error}")]);

    private PerturbationFigures Perturbation(
        string type, PerturbationStep[] steps, Dictionary<PerturbationStep, CellFigures> cells, double? clean)
    {
        double? map = steps.Average(s => cells[s].Map);
        return new PerturbationFigures(
            type,
            PerturbationCatalog.ByName[type].Category,
            CellFigures.Round(map),
            CellFigures.Round(steps.Average(s => cells[s].Map50)),
            clean > 0 ? CellFigures.Round(map / clean) : null,
            [.. steps.Select(s => effects.Of(s.Type, s.Degree))],
            CellFigures.Round(RobustnessFigures.DegradationOf(steps.ToDictionary(s => s, s => cells[s].Map), effects)),
            [.. steps.Select(s => cells[s])]);
    }

    private ClassFigures Class(
        string name,
        ClassResult result,
        (CocoTables Tables, int Index, double Threshold) clean,
        Dictionary<PerturbationStep, CellFigures> cells)
    {
        ScoreSweep sweep = new([result]);
        int last = _protocol.MaxDetections.Count - 1;
        return new ClassFigures(
            name,
            result.Truths,
            CellFigures.Round(clean.Tables.MeanPrecision(0, last, null, clean.Index)),
            CellFigures.Round(clean.Tables.MeanPrecision(0, last, 0, clean.Index)),
            CellFigures.Round(cells.GroupBy(c => c.Key.Type).Select(g => g.Average(c => c.Value.Classes[name])).Average()),
            CellFigures.Round(sweep.At(clean.Threshold)),
            CellFigures.Round(sweep.Best()));
    }

    private PrecisionSeries[] Curves(CocoEvaluator clean, CurveTally curves)
    {
        CurveTally all = new(_classes.Count);
        all.Add(0, clean.Tables, _protocol);
        IEnumerable<PrecisionSeries> classes = _classes
            .Select((name, c) => (Name: name, Precision: all.Class(c)))
            .Where(c => c.Precision is not null)
            .Select(c => new PrecisionSeries(c.Name, Thin(c.Precision!)));
        return
        [
            .. all.Mean(0) is { } mean ? [new PrecisionSeries(CellName.Clean, Thin(mean))] : Array.Empty<PrecisionSeries>(),
            .. curves.Degrees.Select(d => new PrecisionSeries($"degree {d}", Thin(curves.Mean(d)!))),
            .. classes,
        ];
    }

    private static double[] Thin(double[] precision) =>
        [.. precision.Where((_, i) => i % CurveStep == 0).Select(p => Math.Round(p, 4))];
}
