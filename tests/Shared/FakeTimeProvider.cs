namespace Bellwether.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire on the thread that moves it.</summary>
/// <remarks>Wall clock and monotonic clock move together with <see cref="Advance"/>; <see cref="Step"/> moves the wall
/// clock alone, as a time server does.</remarks>
internal sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks;
    private TimeSpan _step;

    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait to fire.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return start + _step + new TimeSpan(_ticks);
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _ticks;
    }

    /// <summary>Moves the wall clock and leaves the monotonic one and the timers alone.</summary>
    public void Step(TimeSpan by)
    {
        lock (_gate)
            _step += by;
    }

    /// <summary>Moves both clocks on and fires what falls due, each timer at its own instant.</summary>
    public void Advance(TimeSpan by)
    {
        long end;
        lock (_gate)
            end = _ticks + by.Ticks;
        while (NextDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _ticks = end;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? NextDue(long end)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
            if (next is null)
                return null;
            _ticks = Math.Max(_ticks, next.Due);
            next.Rearm();
            if (next.Due == long.MaxValue)
                _timers.Remove(next);
            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public long Due { get; private set; } = long.MaxValue;

        public void Fire() => callback(state);

        public void Rearm() => Due = _period > TimeSpan.Zero ? Due + _period.Ticks : long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock._ticks + dueTime.Ticks;
                clock._timers.Remove(this);
                if (Due != long.MaxValue)
                    clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
