namespace Bellwether.Testing.Trials;

/// <summary>The clock of probes in a trial: time-outs run in real time, and the wall clock is what the trial
/// says.</summary>
internal sealed class LeapingTime(TimeProvider wall) : TimeProvider
{
    public override long TimestampFrequency => System.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => wall.GetUtcNow();

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);
}
