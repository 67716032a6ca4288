using RoDLA.Analysis.Charts.Axes;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(10, 5, 2)]
    [InlineData(1, 6, 0.2)]
    [InlineData(0.7, 8, 0.1)]
    [InlineData(47, 6, 10)]
    [InlineData(3508, 8, 500)]
    [InlineData(0.03, 6, 0.005)]
    public void NiceStep_Range_IsOneTwoOrFiveTimesAPowerOfTen(double range, int ticks, double expected)
    {
        Assert.Equal(expected, LinearScale.NiceStep(range, ticks), 1e-12);
    }

    [Theory]
    [InlineData(1, new[] { "0", "1" })]
    [InlineData(3, new[] { "0", "1", "2", "3" })]
    [InlineData(47, new[] { "0", "10", "20", "30", "40", "50" })]
    [InlineData(6000, new[] { "0", "1,000", "2,000", "3,000", "4,000", "5,000", "6,000" })]
    public void Counts_Maximum_HasWholeTicksUpToTheMaximum(int max, string[] expected)
    {
        Assert.Equal(expected, LinearScale.Counts(max, 100, 0).Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Counts_Zero_IsAnAxisAllTheSame()
    {
        Assert.Equal(["0", "1"], LinearScale.Counts(0, 100, 0).Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Map_EndsOfAnUpwardAxis_AreItsPixels()
    {
        LinearScale scale = new(0.3, 1, 500, 80, 0.1);
        Assert.Equal(500, scale.Map(0.3), 1e-9);
        Assert.Equal(80, scale.Map(1), 1e-9);
        Assert.Equal(290, scale.Map(0.65), 1e-9);
        Assert.Equal(["0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"], scale.Ticks.Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(0.35, 0.3)]
    [InlineData(0.31, 0.2)]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, 0.9)]
    public void Confidences_Lowest_BeginAtATenthBelowIt(double lowest, double expected)
    {
        LinearScale scale = LinearScale.Confidences(lowest, 100, 0);
        Assert.Equal(expected, scale.Min, 1e-12);
        Assert.Equal(0, scale.Map(1), 1e-9);
        Assert.InRange(scale.Ticks.Count, 4, 11);
    }

    [Fact]
    public void Spanning_ThreeDecades_NamesPowersAndHasEightMinorTicksBetween()
    {
        LogScale scale = LogScale.Spanning(120, 90_000, 0, 300);
        Assert.Equal(0, scale.Map(100), 1e-9);
        Assert.Equal(100, scale.Map(1000), 1e-9);
        Assert.Equal(300, scale.Map(100_000), 1e-9);
        Assert.Equal(["100", "1k", "10k", "100k"], scale.Ticks.Where(tick => tick.Label is not null).Select(tick => tick.Label));
        Assert.Equal(
            [200, 300, 400, 500, 600, 700, 800, 900],
            scale.Ticks.Where(tick => tick.Minor && tick.Value < 1000).Select(tick => Math.Round(tick.Value, 6)));
    }

    [Fact]
    public void Spanning_RoomyAxis_NamesTwosAndFives()
    {
        Assert.Equal(
            ["20k", "50k", "100k", "200k"],
            LogScale.Spanning(30_000, 150_000, 0, 900).Ticks.Where(tick => tick.Label is not null).Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1e-6)]
    [InlineData(67_108_864)]
    public void Spanning_OneValue_LiesInside(double value)
    {
        LogScale scale = LogScale.Spanning(value, value, 50, 850);
        Assert.InRange(scale.Map(value), 60, 840);
        Assert.Contains(scale.Ticks, tick => tick.Label is not null);
    }

    [Fact]
    public void Spanning_TwentyDecades_LeavesRoomBetweenNames()
    {
        LogScale scale = LogScale.Spanning(1e-8, 1e12, 0, 400);
        double[] places = [.. scale.Ticks.Where(tick => tick.Label is not null).Select(tick => scale.Map(tick.Value))];
        Assert.True(places.Length >= 3);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 48));
    }
}
