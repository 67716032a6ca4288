using System.Text;
using System.Text.Json;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Perturbations;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class RobustnessFiguresTests
{
    private static readonly EffectTable Effects = new()
    {
        Name = "test",
        Source = "by hand",
        Definition = "none",
        Effects = new Dictionary<string, IReadOnlyList<double?>>
        {
            ["rotation"] = [20, 40, 50],
            ["speckle"] = [0, 25, null],
        },
    };

    // rotation: (100 - 60) / 20 = 2, (100 - 40) / 40 = 1.5, (100 - 25) / 50 = 1.5, so RD = 100 · 5 / 3 = 166.67.
    // speckle: degree 1 has no effect, degree 3 none in the table; (100 - 50) / 25 = 2, so RD = 200. mRD = 183.33.
    [Fact]
    public void Of_TwoPerturbations_IsWorkedByHand()
    {
        RobustnessFigures figures = RobustnessFigures.Of(0.75, Cells(), Effects);

        Assert.Equal((0.6 + 0.4 + 0.25 + 0.7 + 0.5 + 0.3) / 6, figures.Mpc!.Value, 1e-12);
        Assert.Equal(((1.25 / 3) + 0.5) / 2, figures.PAvg!.Value, 1e-12);
        Assert.Equal(figures.Mpc.Value / 0.75, figures.Rpc!.Value, 1e-12);
        Assert.Equal((20 + 40 + 50 + 25) / 4.0, figures.Mpe!.Value, 1e-12);
        Assert.Equal(((500 / 3.0) + 200) / 2, figures.Mrd!.Value, 1e-9);
        Assert.Equal(["speckle:1 has an effect below 0.5.", "speckle:3 has no effect in the table."], figures.Skipped);
    }

    // The published figures of M6Doc: a mean mAP of 61.7 and mRD 147.6 belong to a mean effect of about 25.9.
    [Fact]
    public void Of_EqualCellsOfThePublishedMean_GivesThePublishedMrd()
    {
        EffectTable even = Effects with { Effects = new Dictionary<string, IReadOnlyList<double?>> { ["rotation"] = [25.95, 25.95, 25.95] } };
        Dictionary<PerturbationStep, double?> cells =
            Enumerable.Range(1, 3).ToDictionary(d => new PerturbationStep("rotation", d), _ => (double?)0.617);

        Assert.Equal(147.6, RobustnessFigures.Of(0.7, cells, even).Mrd!.Value, 0.05);
    }

    [Fact]
    public void Of_NoCells_HasNoFigures()
    {
        RobustnessFigures figures = RobustnessFigures.Of(0.7, new Dictionary<PerturbationStep, double?>(), Effects);

        Assert.Equal((null, null, null, null, null), (figures.PAvg, figures.Mpc, figures.Rpc, figures.Mpe, figures.Mrd));
    }

    [Fact]
    public void Shipped_Table_HasEveryCell() => Assert.All(
        PerturbationCatalog.All,
        p => Assert.All(Enumerable.Range(1, 3), degree => Assert.InRange(EffectTable.Shipped.Of(p.Name, degree)!.Value, 0.5, 100)));

    [Theory]
    [InlineData("""{"name":"a","source":"b","definition":"c","effects":{"fog":[1,2,3]}}""")]
    [InlineData("""{"name":"a","source":"b","definition":"c","effects":{"rotation":[1,2]}}""")]
    [InlineData("""{"name":"a","source":"b","definition":"c","effects":{"rotation":[1,2,101]}}""")]
    [InlineData("""{"name":"a"}""")]
    [InlineData("null")]
    public void Read_TableWithAMistake_Throws(string json) =>
        Assert.Throws<JsonException>(() => EffectTable.Read(Encoding.UTF8.GetBytes(json)));

    // 100 (1 - 0.9) = 10, 100 (1 - 0.8) = 20, 100 - 30 = 70.
    [Fact]
    public void Measure_OneCell_IsTheMeanOfTheThreeMeasures()
    {
        EffectTable table = EffectTable.Measure(
            "a", "b", new Dictionary<PerturbationStep, (double?, double?, double?)> { [new("rotation", 2)] = (0.9, 0.8, 0.3) });

        Assert.Equal(33.33, table.Of("rotation", 2)!.Value, 1e-9);
        Assert.Null(table.Of("rotation", 1));
    }

    private static Dictionary<PerturbationStep, double?> Cells() => new()
    {
        [new("rotation", 1)] = 0.6,
        [new("rotation", 2)] = 0.4,
        [new("rotation", 3)] = 0.25,
        [new("speckle", 1)] = 0.7,
        [new("speckle", 2)] = 0.5,
        [new("speckle", 3)] = 0.3,
    };
}
