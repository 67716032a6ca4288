using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RoDLA.Analysis.Metrics;
using RoDLA.Imaging;
using Xunit;

namespace RoDLA.Tests.Analysis;

/// <summary>Reading floats as printed, and rounding, against .NET's own formatter and against decimal arithmetic.</summary>
public sealed class NumbersTests
{
    [Fact]
    public void Read_RandomBitPatterns_EqualTheParsedShortestDecimal()
    {
        Random random = new(7);
        for (int i = 0; i < 200_000; i++)
        {
            float value = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            if (float.IsFinite(value))
            {
                Assert.Equal(Parsed(value), PrintedNumber.Read(value));
            }
        }
    }

    [Fact]
    public void Read_ConfidencesAndCoordinates_EqualTheParsedShortestDecimal()
    {
        Random random = new(8);
        for (int i = 0; i < 200_000; i++)
        {
            float value = (i % 3) switch { 0 => random.NextSingle(), 1 => random.NextSingle() * 8192, _ => random.NextSingle() * 7e7f };
            Assert.Equal(Parsed(value), PrintedNumber.Read(value));
        }
    }

    [Fact]
    public void Read_NineTenths_IsTheDoubleNineTenths() => Assert.Equal(0.9, PrintedNumber.Read(0.9f));

    [Theory]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(0.375, 2, 0.38)]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(1.115, 2, 1.11)]
    [InlineData(-0.00001, 4, 0)]
    [InlineData(2.5, 0, 2)]
    public void Round_TiesAndNearTies_GoByTheExactValue(double value, int decimals, double expected)
    {
        double rounded = Rounding.Round(value, decimals);
        Assert.Equal(expected, rounded);
        Assert.False(double.IsNegative(rounded));
    }

    [Fact]
    public void Round_AnyNumber_IsTheNearestDecimal() =>
        Prop.ForAll<double, int>((seed, digits) =>
        {
            double value = double.IsFinite(seed) ? Math.IEEERemainder(seed, 1e7) : 0;
            int decimals = Math.Abs(digits % 5);
            double rounded = Rounding.Round(value, decimals);
            decimal exact = decimal.Parse(value.ToString("F20", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            return (decimal)rounded == Math.Round(exact, decimals, MidpointRounding.ToEven);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(100, 50, 2)]
    [InlineData(100, 0, 0)]
    [InlineData(0, 50, 0)]
    [InlineData(1e20f, 1e-30f, 0)]
    public void AspectRatio_AnyBox_IsFinite(float width, float height, float expected) =>
        Assert.Equal(expected, AspectRatio.Of(new BoundingBox(0, 0, width, height)));

    private static double Parsed(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
