using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis;

/// <summary>What holds for any page: random sets of 1 to 120 detections, boxes that coincide, vanish or jut out included.</summary>
public sealed class PageAnalyzerPropertyTests
{
    private static readonly PageSize Page = new(1000, 1400);

    private static Arbitrary<LayoutElement[]> AnyElements =>
        (from kind in Gen.Choose(0, 15)
         from confidence in Gen.OneOf(Gen.Choose(0, 100_000).Select(v => v / 100_000f), Gen.Elements(0.4f, 0.6f, 0.8f, 0.9f, 1f, 0f))
         from x in Gen.Choose(-200, 10_200)
         from y in Gen.Choose(-200, 14_200)
         from width in Gen.OneOf(Gen.Choose(0, 5000), Gen.Constant(0), Gen.Constant(10_000))
         from height in Gen.OneOf(Gen.Choose(0, 900), Gen.Constant(0), Gen.Constant(14_000))
         select new LayoutElement(
             kind, $"class {kind}", confidence, new BoundingBox(x / 10f, y / 10f, (x + width) / 10f, (y + height) / 10f)))
        .NonEmptyListOf().Select(l => l.Concat(l.Take(3)).Take(120).ToArray()).ToArbitrary();

    [Fact]
    public void Analyze_AnyPage_IsFiniteAndWithinItsRanges() => Check(
        (elements, analysis) =>
        {
            // The serializer refuses NaN and infinity.
            JsonSerializer.Serialize(analysis);
            CoreSummary summary = analysis.Summary;
            Assert.InRange(summary.UnionCoveragePercentage, 0, 100);
            Assert.True(summary.MinConfidence <= summary.AverageConfidence && summary.AverageConfidence <= summary.MaxConfidence);
            Assert.InRange(analysis.Confidence!.Entropy, 0, Math.Log2(10));
            Assert.InRange(analysis.Rodla!.RobustnessScore, 0, 100);
            Assert.InRange(analysis.Robustness!.StabilityScore, 0, 100);
            Assert.InRange(analysis.Spatial!.DensityMetrics.SpatialClusteringScore, 0, 1);
            Assert.InRange(analysis.Quality!.DetectionQualityScore, 0, 100);
            Assert.InRange(analysis.Quality.OverlapAnalysis.AverageIou, 0, 1);
            Assert.InRange(analysis.Quality.OverlapAnalysis.OverlappingDetectionsPercentage, 0, 100);
        });

    [Fact]
    public void Analyze_AnyPage_CountsEveryDetectionOnceInEveryPartition() => Check(
        (elements, analysis) =>
        {
            int n = elements.Length;
            (_, ConfidenceLevels<int> bins, ConfidenceLevels<double> shares, _) = analysis.Confidence!;
            (HorizontalDistribution h, VerticalDistribution v, QuadrantDistribution q, SizeDistribution s, _) = analysis.Spatial!;
            Assert.Equal(n, bins.VeryHigh + bins.High + bins.Medium + bins.Low + bins.VeryLow);
            Assert.Equal(100, shares.VeryHigh + shares.High + shares.Medium + shares.Low + shares.VeryLow, 0.03);
            Assert.Equal(n, h.LeftThird + h.CenterThird + h.RightThird);
            Assert.Equal(n, v.TopThird + v.MiddleThird + v.BottomThird);
            Assert.Equal(n, q.Q1 + q.Q2 + q.Q3 + q.Q4);
            Assert.Equal(n, s.Tiny + s.Small + s.Medium + s.Large);
            Assert.Equal(n, analysis.Classes.Values.Sum(c => c.Count));
            Assert.Equal(100, analysis.Classes.Values.Sum(c => c.Percentage), 0.006 * analysis.Classes.Count);
        });

    [Fact]
    public void Analyze_AnyOrder_GivesTheSameFigures() => Check(
        (elements, analysis) =>
        {
            LayoutElement[] reversed = [.. elements.Reverse()];
            PageAnalysis other = new PageAnalyzer().Analyze(reversed, Page);
            Assert.Equal(analysis.Classes.Keys, other.Classes.Keys);
            Assert.Equal(analysis.Confidence!.BinnedDistribution, other.Confidence!.BinnedDistribution);
            Assert.Equal(analysis.Confidence.Entropy, other.Confidence.Entropy);
            Assert.Equal(analysis.Spatial!.QuadrantDistribution, other.Spatial!.QuadrantDistribution);
            Assert.Equal(analysis.Quality!.OverlapAnalysis.TotalOverlappingPairs, other.Quality!.OverlapAnalysis.TotalOverlappingPairs);
            Assert.Equal(analysis.Summary.UnionCoveragePercentage, other.Summary.UnionCoveragePercentage, 0.0101);
            Assert.Equal(analysis.Summary.AverageConfidence, other.Summary.AverageConfidence, 0.000101);
            Assert.Equal(analysis.Complexity!.ComplexityScore, other.Complexity!.ComplexityScore, 0.0101);
        });

    [Fact]
    public void Analyze_ABoxMore_NeverShrinksTheUnion() => Check(
        (elements, analysis) =>
        {
            PageAnalysis fewer = new PageAnalyzer().Analyze(elements[..^1], Page);
            Assert.True(fewer.Summary.UnionCoveragePercentage <= analysis.Summary.UnionCoveragePercentage);
        });

    private static void Check(Action<LayoutElement[], PageAnalysis> property) =>
        Prop.ForAll(AnyElements, elements => property(elements, new PageAnalyzer().Analyze(elements, Page)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
