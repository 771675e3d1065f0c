namespace Bellwether.Agent.Signals.Live;

/// <summary>One counting series of a page: its last total, and the one before.</summary>
internal sealed class Series(SampleRole role, double bound)
{
    public SampleRole Role { get; } = role;

    /// <summary>Upper bound where it is a bucket, in the unit of the signal; else NaN.</summary>
    public double Bound { get; } = bound;

    /// <summary>Total of the page that deltas count from; 0 for a series that was not there.</summary>
    public double Counted { get; set; }

    /// <summary>Total of the page that is being read.</summary>
    public double Value { get; set; }

    /// <summary>Number of the last page that had it.</summary>
    public long Page { get; set; }

    /// <summary>The last page that counted did not have it.</summary>
    public bool Away { get; set; }

    public double Delta => Value - Counted;
}
