namespace Bellwether.Agent.Sampling;

/// <summary>The scheduler's clock: the wall clock as it once was, moved on by the monotonic one.</summary>
/// <remarks>On the wall clock itself a scheduler would fall silent for as long as that clock is set back.</remarks>
internal sealed class SteadyTime(TimeProvider time) : TimeProvider
{
    private (DateTimeOffset Wall, long Timestamp) _anchor = (time.GetUtcNow(), time.GetTimestamp());
    private readonly Lock _gate = new();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the wall clock has been set since the anchor: forward is positive.</summary>
    public TimeSpan Step => time.GetUtcNow() - GetUtcNow();

    /// <summary>Takes the wall clock as it is now.</summary>
    public void Anchor()
    {
        lock (_gate)
            _anchor = (time.GetUtcNow(), time.GetTimestamp());
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _anchor.Wall + time.GetElapsedTime(_anchor.Timestamp);
    }

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
