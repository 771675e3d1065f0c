namespace Bellwether.Probes.Logs.Access;

/// <summary>What the duration of a request is counted in.</summary>
public enum DurationUnit
{
    /// <summary>A fraction is seconds (nginx); a whole number at the end of a line is microseconds (Apache's
    /// <c>%D</c>); a JSON field goes by its name.</summary>
    Auto,
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,

    /// <summary>The log has none, or it is not wanted.</summary>
    None,
}
