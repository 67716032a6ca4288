using System.Diagnostics;
using Xunit;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Waits for background work.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until a condition holds; calls <paramref name="meanwhile"/> repeatedly.</summary>
    public static async Task HoldsAsync(Func<bool> holds, Action? meanwhile = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "What was waited for did not happen.");
            meanwhile?.Invoke();
            await Task.Delay(5);
        }
    }
}
