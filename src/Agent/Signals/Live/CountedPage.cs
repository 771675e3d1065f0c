namespace Bellwether.Agent.Signals.Live;

/// <summary>The page of a target that was counted last, as long as requests of ours on it may still be heard
/// of.</summary>
/// <param name="Until">When its look ended, UTC.</param>
/// <param name="Parts">What it added, and to which open points; empty for nothing.</param>
internal sealed record CountedPage(DateTimeOffset Until, IReadOnlyList<CountedPage.Part> Parts)
{
    /// <param name="Tracker">The signal's tracker.</param>
    /// <param name="Delta">What the page added.</param>
    /// <param name="Cell">To which point.</param>
    internal sealed record Part(MetricTracker Tracker, Delta Delta, OpenCell Cell);
}
