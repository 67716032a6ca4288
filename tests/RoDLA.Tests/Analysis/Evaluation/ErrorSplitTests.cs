using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using Xunit;

namespace RoDLA.Tests.Analysis.Evaluation;

public sealed class ErrorSplitTests
{
    private static readonly TruthBox[] Truth = [new(0, 0, 0, 100, 100, 10_000), new(1, 500, 0, 100, 100, 10_000)];

    // One detection each: a shift of 60 in 100 is an IoU of 40 / 160 = 0.25, one of 20 is 0.667, one of 95 is 0.026.
    [Theory]
    [InlineData(0, 0, "correct")]
    [InlineData(0, 20, "correct")]
    [InlineData(0, 60, "localisation")]
    [InlineData(1, 0, "class")]
    [InlineData(1, 60, "both")]
    [InlineData(0, 95, "background")]
    [InlineData(0, 300, "background")]
    public void Of_OneDetection_HasOneCause(int @class, double shift, string cause)
    {
        ErrorSplit split = ErrorSplit.Of(new EvaluatedPage(Truth, [new(@class, 0.9, shift, 0, 100, 100)]), 0.5);

        int[] counts = [split.Correct, split.Localisation, split.Class, split.Duplicate, split.Background, split.Both];
        string[] names = ["correct", "localisation", "class", "duplicate", "background", "both"];
        Assert.Equal(names.Select(n => n == cause ? 1 : 0), counts);

        // A wrong place or class says why the truth is not found; the other truth is missed in any case.
        Assert.Equal(cause is "both" or "background" ? 2 : 1, split.Missed);
    }

    [Fact]
    public void Of_SecondDetectionOfATruth_IsADuplicate()
    {
        ErrorSplit split = ErrorSplit.Of(
            new EvaluatedPage(Truth, [new(0, 0.8, 2, 0, 100, 100), new(0, 0.9, 0, 0, 100, 100), new(0, 0.4, 0, 0, 100, 100)]), 0.5);

        Assert.Equal((1, 1, 1), (split.Correct, split.Duplicate, split.Missed));
    }

    [Fact]
    public void Of_DetectionOnACrowd_CountsNeitherWay()
    {
        TruthBox crowd = new(0, 0, 300, 100, 100, 10_000) { IsCrowd = true, IsIgnored = true };

        Assert.Equal(ErrorSplit.None, ErrorSplit.Of(new EvaluatedPage([crowd], [new(0, 0.9, 0, 300, 100, 100)]), 0.5));
    }
}
