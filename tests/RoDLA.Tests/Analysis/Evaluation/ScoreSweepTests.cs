using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

/// <summary>Two truths; right at 0.9 and 0.5, wrong at 0.7 and 0.3.</summary>
public sealed class ScoreSweepTests
{
    private static readonly ScoreSweep Sweep = new(new CocoEvaluator(
        [
            new EvaluatedPage(
                [new(0, 0, 0, 10, 10, 100), new(1, 50, 0, 10, 10, 100)],
                [new(0, 0.9, 0, 0, 10, 10), new(0, 0.7, 90, 0, 10, 10), new(1, 0.5, 50, 0, 10, 10), new(1, 0.3, 90, 0, 10, 10)]),
        ],
        2,
        CocoProtocol.Rodla).Classes);

    [Theory]
    [InlineData(0.95, 0, 0, 0)]
    [InlineData(0.9, 1, 0.5, 2 / 3.0)]
    [InlineData(0.6, 0.5, 0.5, 0.5)]
    [InlineData(0.5, 2 / 3.0, 1, 0.8)]
    [InlineData(0, 0.5, 1, 2 / 3.0)]
    public void At_Threshold_CountsWhatIsAtLeastIt(double threshold, double precision, double recall, double f1)
    {
        ScorePoint point = Sweep.At(threshold);

        Assert.Equal(precision, point.Precision, 1e-12);
        Assert.Equal(recall, point.Recall, 1e-12);
        Assert.Equal(f1, point.F1, 1e-12);
    }

    [Fact]
    public void Best_Sweep_IsTheThresholdOfTheGreatestF1() => Assert.Equal(new ScorePoint(0.5, 2 / 3.0, 1, 0.8), Sweep.Best());

    // |0.9 - 1|, |0.7 - 0|, |0.5 - 1|, |0.3 - 0|, one detection each.
    [Fact]
    public void CalibrationError_FourBins_IsTheMeanGap()
    {
        IReadOnlyList<CalibrationBin> bins = CalibrationBin.Of(Sweep);

        Assert.Equal([3, 5, 7, 9], Enumerable.Range(0, 10).Where(i => bins[i].Detections == 1));
        Assert.Equal((0.1 + 0.7 + 0.5 + 0.3) / 4, CalibrationBin.Error(bins)!.Value, 1e-12);
    }
}
