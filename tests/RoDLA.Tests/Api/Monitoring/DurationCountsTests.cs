using RoDLA.Api.Monitoring;
using Xunit;

namespace RoDLA.Tests.Api.Monitoring;

public sealed class DurationCountsTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Quantile_OfManyDurations_IsRightWithin5Percent(double share)
    {
        DurationCounts counts = new();
        long[] before = counts.Read();
        double[] added = [.. Enumerable.Range(1, 1000).Select(i => 0.0007 * i)]; // To 0.7 s, evenly.
        foreach (double seconds in added)
        {
            counts.Add(seconds);
        }

        double found = DurationCounts.Quantile(before, counts.Read(), share)!.Value;

        double exact = added[(int)(share * added.Length) - 1];
        Assert.InRange(found / exact, 0.95, 1.05);
    }

    [Fact]
    public void Quantile_OfNothing_IsNull()
    {
        DurationCounts counts = new();
        counts.Add(1);

        Assert.Null(DurationCounts.Quantile(counts.Read(), counts.Read(), 0.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e9)]
    public void Add_OutsideTheBuckets_IsCounted(double seconds)
    {
        DurationCounts counts = new();

        counts.Add(seconds);

        Assert.Equal(1, counts.Read().Sum());
    }

    [Fact]
    public void Series_OverItsCapacity_KeepsTheLastValuesInOrder()
    {
        Series<int> series = new(3);
        Assert.Empty(series.ToList());

        for (int i = 1; i <= 5; i++)
        {
            series.Add(i);
        }

        Assert.Equal([3, 4, 5], series.ToList());
    }
}
