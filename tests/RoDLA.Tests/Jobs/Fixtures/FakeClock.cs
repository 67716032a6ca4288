namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>
/// A clock that the test controls. <see cref="Advance"/> moves the wall clock and the monotonic clock and runs due timers;
/// <see cref="Jump"/> sets only the wall clock, like an administrator or a time server.
/// </summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _steady = TimeSpan.Zero;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time until the next timer is due; null without timers.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count == 0 ? null : _timers.Min(t => t.Due) - _steady;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _steady.Ticks;
        }
    }

    /// <summary>Sets the wall clock.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }
    }

    /// <summary>Advances the time, timer by timer.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (_lock)
        {
            end = _steady + by;
        }

        while (Step(end) is { } timer)
        {
            timer.Run();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FakeTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? Step(TimeSpan end)
    {
        lock (_lock)
        {
            FakeTimer? timer = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            TimeSpan to = timer is null ? end : timer.Due > _steady ? timer.Due : _steady;
            _now += to - _steady;
            _steady = to;
            if (timer is { Period: var period } && period > TimeSpan.Zero)
            {
                timer.Due += period;
            }
            else if (timer is not null)
            {
                _timers.Remove(timer);
            }

            return timer;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock._steady + dueTime;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
