using RoDLA.Jobs.Engine;
using Xunit;

namespace RoDLA.Tests.Jobs.Engine;

public sealed class RetryDelaysTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(6, 64)]
    [InlineData(20, 300)]
    public void After_Failures_DoublesUpToFiveMinutesShakenByAQuarter(int failures, double seconds)
    {
        RetryDelays delays = new(new Random(7));
        double[] waits = [.. Enumerable.Range(0, 500).Select(_ => delays.After(TimeSpan.FromSeconds(2), failures).TotalSeconds)];
        Assert.All(waits, w => Assert.InRange(w, seconds * 0.75, seconds * 1.25));
        Assert.True(waits.Max() - waits.Min() > seconds * 0.4, "What failed together must not come back together.");
    }

    [Fact]
    public void After_NoDelay_IsNone() =>
        Assert.Equal(TimeSpan.Zero, new RetryDelays(new Random(7)).After(TimeSpan.Zero, 5));
}
