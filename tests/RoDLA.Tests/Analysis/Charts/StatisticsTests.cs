using RoDLA.Analysis.Charts.Statistics;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class StatisticsTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void BoxStatistics_ReferenceSets_AgreeWithMatplotlib()
    {
        IReadOnlyList<BoxReference> boxes = ChartReference.Read().Boxes;
        Assert.NotEmpty(boxes);
        Assert.All(boxes, expected =>
        {
            BoxStatistics box = BoxStatistics.Of(expected.Values);
            Assert.Equal(expected.LowerWhisker, box.LowerWhisker, Tolerance);
            Assert.Equal(expected.Q1, box.Q1, Tolerance);
            Assert.Equal(expected.Median, box.Median, Tolerance);
            Assert.Equal(expected.Q3, box.Q3, Tolerance);
            Assert.Equal(expected.UpperWhisker, box.UpperWhisker, Tolerance);
            Assert.Equal(expected.Outliers, box.Outliers);
        });
    }

    [Fact]
    public void OfUnitInterval_ReferenceSets_AgreeWithNumpy()
    {
        Assert.All(
            ChartReference.Read().Histograms,
            expected => Assert.Equal(expected.Counts, Histogram.OfUnitInterval(expected.Values, 20)));
    }

    [Fact]
    public void OfUnitInterval_ValuesOnEdges_CountInTheUpperBinAndOneInTheLast()
    {
        int[] counts = Histogram.OfUnitInterval([0, 0.05, 0.1499, 0.15, 0.95, 1.0, 1.0], 20);
        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], counts);
    }

    [Fact]
    public void OfUnitInterval_ValuesOutside_CountInTheNearestBin()
    {
        Assert.Equal([1, 0, 0, 2], Histogram.OfUnitInterval([-0.5, 1.5, 40], 4));
    }
}
