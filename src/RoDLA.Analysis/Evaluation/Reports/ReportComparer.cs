using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Analysis.Json;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>
/// Compares two reports on the same pages. Pages are drawn with replacement, the same for both, and every figure is made again of them: the
/// interval holds the middle 95 % of the differences (Efron and Tibshirani 1993, percentile interval).
/// </summary>
/// <param name="own">This report.</param>
/// <param name="other">The other report.</param>
internal sealed class ReportComparer(EvaluationReport own, EvaluationReport other)
{
    /// <summary>Number of resampled sets.</summary>
    public const int Resamples = 1000;

    private const int Seed = 20_240_322;
    private const double Tail = 0.025;

    private readonly (string Cell, PackedMatches Own, PackedMatches Other)[] _cells =
    [
        .. own.Matches.Where(m => other.Matches.ContainsKey(m.Key))
            .Select(m => (m.Key, MatchCode.Unpack(m.Value), MatchCode.Unpack(other.Matches[m.Key]))),
    ];

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">The file is none, or one of another version.</exception>
    public static EvaluationReport Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<EvaluationReport>(json, ReportJson.Options) is { Format: EvaluationReport.CurrentFormat } report
            ? report
            : throw new JsonException($"It is no report of the form {EvaluationReport.CurrentFormat}.");

    /// <summary>Compares them.</summary>
    public ReportComparison Compare(CancellationToken cancellationToken)
    {
        int pages = _cells[0].Own.Pages;
        string[] names = [.. Names()];
        double?[][] samples = new double?[Resamples][];
        Parallel.For(
            0,
            Resamples,
            new ParallelOptions { CancellationToken = cancellationToken },
            i => samples[i] = Differences(Draw(pages, i)));
        (double? Own, double? Other)[] values = Values([.. Enumerable.Repeat(1, pages)]);
        MetricDifference[] all = [.. names.Select((name, i) => Difference(name, values[i], samples, i))];
        int types = Types().Count();
        return new ReportComparison(own.Model, other.Model, pages, Resamples, all[..5], all[5..(5 + types)], all[(5 + types)..]);
    }

    // A generator of its own for each set: the order of the threads changes nothing.
    private static int[] Draw(int pages, int index)
    {
        Random random = new(Seed + index);
        int[] weights = new int[pages];
        for (int i = 0; i < pages; i++)
        {
            weights[random.Next(pages)]++;
        }

        return weights;
    }

    private static MetricDifference Difference(string name, (double? Own, double? Other) value, double?[][] samples, int index)
    {
        double[] sorted = [.. samples.Select(s => s[index]).OfType<double>().Order()];
        double? At(double share) => sorted.Length == 0 ? null : sorted[(int)Math.Round(share * (sorted.Length - 1))];
        return new MetricDifference(
            name,
            CellFigures.Round(value.Own),
            CellFigures.Round(value.Other),
            CellFigures.Round(value.Own - value.Other),
            CellFigures.Round(At(Tail)),
            CellFigures.Round(At(1 - Tail)));
    }

    private double?[] Differences(int[] weights) => [.. Values(weights).Select(v => v.Own - v.Other)];

    private (double? Own, double? Other)[] Values(int[] weights)
    {
        double?[] left = Figures(weights, c => c.Own);
        double?[] right = Figures(weights, c => c.Other);
        return [.. left.Zip(right)];
    }

    private IEnumerable<string> Names() =>
        ((string[])["mAP clean", "P-Avg", "mPC", "rPC", "mRD"]).Concat(Types()).Concat(own.Data.Classes.Select(c => "AP " + c));

    private IEnumerable<string> Types() => _cells.Where(c => c.Cell != CellName.Clean).Select(c => c.Cell.Split(':')[0]).Distinct();

    private double?[] Figures(int[] weights, Func<(string Cell, PackedMatches Own, PackedMatches Other), PackedMatches> side)
    {
        PrecisionCurve curve = new();
        Dictionary<PerturbationStep, double?> maps = [];
        double?[] classes = [];
        foreach ((string Cell, PackedMatches Own, PackedMatches Other) cell in _cells)
        {
            double?[] ap = side(cell).Ap(weights, curve);
            if (cell.Cell == CellName.Clean)
            {
                classes = ap;
            }
            else
            {
                string[] parts = cell.Cell.Split(':');
                maps[new PerturbationStep(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture))] = PackedMatches.Mean(ap);
            }
        }

        double? clean = PackedMatches.Mean(classes);
        RobustnessFigures robust = RobustnessFigures.Of(clean, maps, Effects);
        return
        [
            clean, robust.PAvg, robust.Mpc, robust.Rpc, robust.Mrd,
            .. maps.GroupBy(m => m.Key.Type).Select(g => g.Average(m => m.Value)), .. classes,
        ];
    }

    // One table for both, that of this report: mRD compares only so.
    private EffectTable Effects { get; } = new()
    {
        Name = own.EffectTable,
        Source = own.EffectTable,
        Definition = own.RobustnessDefinition,
        Effects = own.Perturbations.ToDictionary(
            p => p.Type,
            IReadOnlyList<double?> (p) =>
            [
                .. Enumerable.Range(1, 3).Select(
                    degree => p.Degrees.Zip(p.Effects).FirstOrDefault(d => d.First.Cell == $"{p.Type}:{degree}").Second),
            ]),
    };
}
