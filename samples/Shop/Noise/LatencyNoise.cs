namespace Shop.Noise;

/// <summary>How long a page takes: log-normal, with a median that wanders a little.</summary>
internal sealed class LatencyNoise(Generator generator, Wander wander, double slow)
{
    public static readonly TimeSpan Median = TimeSpan.FromMilliseconds(55);
    public const double Sigma = 0.4;

    /// <summary>Farthest that the logarithm of the median wanders.</summary>
    /// <remarks>Moves the log-odds of over 100 ms by at most 0.195: 6.75 % of requests become 5.6 to 8.0 %.</remarks>
    public const double WanderOfLogMedian = 0.037;

    /// <summary>No page takes longer: five deviations, so that it is met once in some millions of requests.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(55 * 7.4);

    public double LogMedianSecondsAt(DateTimeOffset now) =>
        Math.Log(Median.TotalSeconds) + WanderOfLogMedian * wander.At(now - DateTimeOffset.UnixEpoch);

    public TimeSpan Draw(DateTimeOffset now)
    {
        var seconds = Math.Exp(LogMedianSecondsAt(now) + Sigma * generator.Normal());
        return slow * TimeSpan.FromSeconds(Math.Min(seconds, s_longest.TotalSeconds));
    }
}
