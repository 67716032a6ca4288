using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoDLA.Tests.Cli.Batch;

/// <summary>A clock that advances only by waiting, and on which every wait ends at once.</summary>
internal sealed class QuickClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Replaces the clock by one.</summary>
    public static void Use(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new QuickClock()));

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _ticks, Math.Max(0, dueTime.Ticks));
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
