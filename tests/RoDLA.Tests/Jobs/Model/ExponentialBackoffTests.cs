using RoDLA.Jobs.Model;
using Xunit;

namespace RoDLA.Tests.Jobs.Model;

public sealed class ExponentialBackoffTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(6, 64)]
    [InlineData(20, 300)]
    public void After_Failures_DoublesUpToFiveMinutesWithAJitterOfAQuarter(int failures, double seconds)
    {
        ExponentialBackoff backoff = ExponentialBackoff.ForItems(TimeSpan.FromSeconds(2));

        Assert.Equal([seconds * 0.75, seconds, seconds * 1.25], new[] { -1.0, 0, 1 }.Select(j => backoff.After(failures, j).TotalSeconds));
    }

    [Fact]
    public void After_NoDelay_IsNone() => Assert.Equal(TimeSpan.Zero, ExponentialBackoff.ForItems(TimeSpan.Zero).After(5, 1));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(60, 60)]
    [InlineData(100_000, 375)]
    public void Until_StoredTime_IsAtMostTheLongestWait(double seconds, double expected)
    {
        DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, ExponentialBackoff.ForItems(TimeSpan.FromSeconds(2)).Until(now.AddSeconds(seconds), now).TotalSeconds);
    }
}
