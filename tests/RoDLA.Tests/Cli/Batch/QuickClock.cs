using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RoDLA.Tests.Cli.Batch;

/// <summary>A clock on which time passes by waiting alone, and every wait is over at once.</summary>
internal sealed class QuickClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Puts one in place of the clock.</summary>
    public static void Use(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new QuickClock()));

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _ticks, Math.Max(0, dueTime.Ticks));
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
