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

    /// <summary>The fault of a time-out that would let two looks overlap.</summary>
    public static IEnumerable<ValidationResult> Check(TimeSpan? timeout, TimeSpan every)
    {
        if (timeout >= every)
            yield return new("timeout must be shorter than every.", ["Timeout"]);
    }
}
