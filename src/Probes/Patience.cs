using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes;

/// <summary>How long one look may take, for the probes that call over a network.</summary>
internal static class Patience
{
    /// <summary>The time-out where none is written, unless looks follow each other faster than that.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(2);

    /// <summary>The time-out as written; else 2 s, or four fifths of the gap between looks where that is
    /// shorter.</summary>
    public static TimeSpan Of(TimeSpan? timeout, TimeSpan every)
    {
        var most = every * 0.8;
        return timeout ?? (most < Default ? most : Default);
    }

    // A busy machine is late by less than this; one that was suspended, or starved of its processor, by more.
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(2);

    /// <summary>What a look is that was given up.</summary>
    /// <param name="patience">How long it was to wait.</param>
    /// <param name="waited">How long it did.</param>
    /// <returns>Bad, or missing where the timer came far too late: then this process stood still, and the answer may
    /// have
    /// been waiting for us.</returns>
    public static Look GivenUp(TimeSpan patience, TimeSpan waited) =>
        waited > 2 * patience && waited > patience + Standstill
            ? Look.Missing("late", $"this agent stood still for {waited.TotalSeconds:0.###} s")
            : Look.Bad("timeout", $"no whole answer within {patience.TotalSeconds:0.###} s");

    /// <summary>The fault of a time-out that would let two looks overlap.</summary>
    public static IEnumerable<ValidationResult> Check(TimeSpan? timeout, TimeSpan every)
    {
        if (timeout >= every)
            yield return new("timeout must be shorter than every.", ["Timeout"]);
    }
}
