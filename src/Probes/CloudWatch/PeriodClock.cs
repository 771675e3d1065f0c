namespace Bellwether.Probes.CloudWatch;

/// <summary>Which period is asked for next: surely complete, each one once, in their order.</summary>
/// <param name="period">Length of a period; they begin at its multiples since 1970.</param>
/// <param name="delay">How long after its end a period is surely complete.</param>
internal sealed class PeriodClock(TimeSpan period, TimeSpan delay)
{
    /// <summary>Start of the period that was brought last; null before the first.</summary>
    public DateTimeOffset? Brought { get; set; }

    /// <summary>Start of the period to ask for; null where it is too early for another one.</summary>
    public DateTimeOffset? Next(DateTimeOffset now)
    {
        var since = (now - delay - DateTimeOffset.UnixEpoch).Ticks;
        var newest = DateTimeOffset.UnixEpoch.AddTicks((since / period.Ticks - 1) * period.Ticks);
        if (Brought is not { } brought) return newest;
        var next = brought + period;
        if (next > newest) return null;
        // A look may come a moment too late for one period and then find two. What lies further back stays missing.
        return newest - next <= period ? next : newest;
    }
}
