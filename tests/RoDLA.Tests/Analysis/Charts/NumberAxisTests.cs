using RoDLA.Analysis.Charts.Drawing;
using Xunit;

namespace RoDLA.Tests.Analysis.Charts;

public sealed class NumberAxisTests
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
        Assert.Equal(expected, NumberAxis.NiceStep(range, ticks), 1e-12);
    }

    [Theory]
    [InlineData(1, new[] { "0", "1" })]
    [InlineData(3, new[] { "0", "1", "2", "3" })]
    [InlineData(47, new[] { "0", "10", "20", "30", "40", "50" })]
    [InlineData(6000, new[] { "0", "1,000", "2,000", "3,000", "4,000", "5,000", "6,000" })]
    public void Counts_Maximum_HasWholeTicksUpToTheMaximum(int max, string[] expected)
    {
        Assert.Equal(expected, NumberAxis.Counts(max).Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Counts_Zero_IsAnAxisAllTheSame()
    {
        Assert.Equal(["0", "1"], NumberAxis.Counts(0).Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Linear_EveryTenth_NamesEachWithOneDecimal()
    {
        NumberAxis axis = NumberAxis.Linear(0.3, 1, 0.1);
        Assert.Equal(["0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"], axis.Ticks.Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(0.35, 0.3)]
    [InlineData(0.31, 0.2)]
    [InlineData(0.0, 0.0)]
    [InlineData(1.0, 0.9)]
    public void Confidences_Lowest_BeginAtATenthBelowIt(double lowest, double expected)
    {
        NumberAxis axis = NumberAxis.Confidences(lowest);
        Assert.Equal(expected, axis.Min, 1e-12);
        Assert.Equal(1, axis.Max);
        Assert.InRange(axis.Ticks.Length, 4, 11);
    }

    [Fact]
    public void Logarithmic_FiveDecades_NamesPowersAndHasEightMinorTicksBetween()
    {
        NumberAxis axis = NumberAxis.Logarithmic(12, 900_000);
        Assert.Equal(1, axis.Min, 1e-9);
        Assert.Equal(6, axis.Max, 1e-9);
        Assert.Equal(["10", "100", "1k", "10k", "100k", "1M"], axis.Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Label));
        Assert.Equal(
            [20, 30, 40, 50, 60, 70, 80, 90],
            axis.Ticks.Where(tick => !tick.IsMajor && tick.Position < 2).Select(tick => Math.Round(Math.Pow(10, tick.Position), 6)));
    }

    [Fact]
    public void Logarithmic_RoomyAxis_NamesTwosAndFives() => Assert.Equal(
        ["20k", "50k", "100k", "200k"],
        NumberAxis.Logarithmic(30_000, 150_000).Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Label));

    [Theory]
    [InlineData(5000)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(1e-6)]
    [InlineData(67_108_864)]
    public void Logarithmic_OneValue_LiesInside(double value)
    {
        NumberAxis axis = NumberAxis.Logarithmic(value, value);
        Assert.InRange(Math.Log10(value), axis.Min + 0.02, axis.Max - 0.02);
        Assert.Contains(axis.Ticks, tick => tick.IsMajor);
    }

    [Fact]
    public void Logarithmic_TwentyDecades_NamesFewerPowers()
    {
        double[] places = [.. NumberAxis.Logarithmic(1e-8, 1e12).Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Position)];
        Assert.InRange(places.Length, 3, 12);
    }
}
