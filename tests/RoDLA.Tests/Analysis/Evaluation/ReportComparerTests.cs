using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Reports;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Detection;
using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>Reports on 30 pages with one box each, of which a model finds some.</summary>
public sealed class ReportComparerTests
{
    private const int Pages = 30;

    [Fact]
    public void Compare_AReportWithItself_HasNoDifference()
    {
        EvaluationReport report = Report(page => page % 2 == 0);

        ReportComparison comparison = new ReportComparer(report, report).Compare(CancellationToken.None);

        Assert.All(
            comparison.Figures.Where(f => f.Own is not null), f => Assert.Equal((0.0, 0.0, 0.0), (f.Difference, f.Low, f.High)));
        Assert.All(comparison.Figures, f => Assert.False(f.IsClear));
    }

    [Fact]
    public void Compare_AModelThatFindsMuchMore_IsClear()
    {
        MetricDifference map = new ReportComparer(Report(_ => true), Report(page => page % 3 == 0)).Compare(CancellationToken.None).Figures[0];

        Assert.Equal(("mAP clean", 1.0), (map.Name, map.Own));
        Assert.True(map.IsClear);
        Assert.InRange(map.Difference!.Value, map.Low!.Value, map.High!.Value);

        // A third of 30 is found: the share varies with a deviation of √(1/3 · 2/3 / 30) = 0.086, AP with nearly the same.
        Assert.InRange(map.High.Value - map.Low.Value, 0.2, 0.45);
    }

    [Fact]
    public void Compare_OnePageMore_IsNotClear() => Assert.False(
        new ReportComparer(Report(page => page < 15), Report(page => page < 14)).Compare(CancellationToken.None).Figures[0].Low > 0);

    [Fact]
    public void Compare_Twice_GivesTheSameNumbers()
    {
        ReportComparer comparer = new(Report(_ => true), Report(page => page % 3 == 0));

        Assert.Equal(comparer.Compare(CancellationToken.None).Figures, comparer.Compare(CancellationToken.None).Figures);
    }

    private static EvaluationReport Report(Func<int, bool> finds)
    {
        PerturbationStep step = new("rotation", 1);
        EvaluationSettings settings = new([step], new DetectionSettings(0));
        PageResult[] pages =
        [
            .. Enumerable.Range(0, Pages).Select(i => new PageResult(
                $"p{i}", new Dictionary<string, CellRecord> { ["clean"] = Record("clean", finds(i)), ["rotation:1"] = Record("rotation:1", finds(i)) })),
        ];
        EvaluationResults results = new("set", "0", new EvaluatedModel("m", "1", ["Text"]), settings, ClassSpace.Of(["Text"]), pages);
        return new ReportBuilder(results, EffectTable.Shipped).Build(CancellationToken.None);
    }

    private static CellRecord Record(string cell, bool isFound) => new(cell)
    {
        Width = 100,
        Height = 100,
        Truth = [[0, 10, 10, 50, 50, 2500, 0]],
        Detections = isFound ? [[0, 0.9f, 10, 10, 50, 50]] : [],
    };
}
