using System.Numerics;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Perturbing;
using RoDLA.Detection;
using RoDLA.Imaging;
using RoDLA.Perturbations.Geometry;
using Xunit;

namespace RoDLA.Tests.Analysis.Perturbing;

public sealed class DetectionMatcherTests
{
    [Fact]
    public void Compare_SameClassAndHalfTheOverlap_Survives()
    {
        LayoutElement[] clean = [At(0, 0.9f, 0, 0, 10, 10), At(1, 0.8f, 20, 0, 30, 10), At(0, 0.7f, 40, 0, 50, 10)];
        // The first at an IoU of 0.5 exactly, the second of another class, the third just below.
        LayoutElement[] perturbed = [At(0, 0.8f, 0, 0, 10, 20), At(0, 0.6f, 20, 0, 30, 10), At(0, 0.5f, 40, 0, 50, 20.1f)];

        CleanComparison result = Compare(clean, perturbed, null);

        Assert.Equal((1, 2, 2), (result.Survived, result.Lost, result.Added));
        Assert.Equal(0.3333, result.SurvivalRate);
        Assert.Equal(-0.1, result.MeanConfidenceChange!.Value, 1e-4);
        Assert.Equal(0.5, result.MeanIou!.Value, 1e-4);
        Assert.Equal(3, result.PerturbedTotal);
        Assert.Equal(3, result.CleanDetections.Count);
    }

    [Fact]
    public void Compare_TwoForOne_TheMoreConfidentTakesItAndItsBest()
    {
        LayoutElement[] clean = [At(0, 0.9f, 0, 0, 10, 10), At(0, 0.8f, 0, 2, 10, 12)];
        LayoutElement[] perturbed = [At(0, 0.7f, 0, 2, 10, 12), At(0, 0.6f, 0, 2, 10, 12), At(0, 0.5f, 0, 0, 10, 10)];

        CleanComparison result = Compare(clean, perturbed, null);

        // 0.7 takes the second (IoU 1), 0.6 the first (IoU 8/12), 0.5 finds none left.
        Assert.Equal((2, 0, 1), (result.Survived, result.Lost, result.Added));
        Assert.Equal((1 + (8.0 / 12)) / 2, result.MeanIou!.Value, 1e-4);
        Assert.Equal((-0.1 - 0.3) / 2, result.MeanConfidenceChange!.Value, 1e-4);
    }

    [Fact]
    public void Compare_PageThatMoved_BoxesAreLookedForWhereTheyWent()
    {
        LayoutElement[] clean = [At(0, 0.9f, 0, 0, 10, 10)];
        LayoutElement[] perturbed = [At(0, 0.9f, 100, 50, 110, 60)];

        Assert.Equal(0, Compare(clean, perturbed, null).Survived);
        Assert.Equal(1, Compare(clean, perturbed, new Shift(100, 50)).Survived);
    }

    [Fact]
    public void Compare_Nothing_HasNoMeans()
    {
        CleanComparison result = Compare([], [At(0, 0.5f, 0, 0, 1, 1)], null);

        Assert.Equal((0, 0, 1), (result.Survived, result.Lost, result.Added));
        Assert.Null(result.SurvivalRate);
        Assert.Null(result.MeanConfidenceChange);
        Assert.Null(result.MeanIou);
    }

    private static CleanComparison Compare(LayoutElement[] clean, LayoutElement[] perturbed, IPageTransform? transform) =>
        DetectionMatcher.Compare(clean, perturbed, transform, new PageAnalyzer().Analyze(clean, new PageSize(200, 200)).Summary);

    private static LayoutElement At(int classId, float confidence, float x1, float y1, float x2, float y2) =>
        new(classId, $"class {classId}", confidence, new BoundingBox(x1, y1, x2, y2));
}

/// <summary>Moves everything by the same way.</summary>
internal sealed class Shift(float x, float y) : IPageTransform
{
    public PageSize Size => new(1000, 1000);

    public Vector2 MapPoint(Vector2 point) => point + new Vector2(x, y);

    public BoundingBox MapBox(BoundingBox box) => new(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y);
}
