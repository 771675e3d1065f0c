using Shop.Noise;

namespace Shop.Loading;

/// <summary>How many requests are due: a rate that wanders smoothly and stays between its two ends.</summary>
internal sealed class RateCurve(LoadOptions options)
{
    private readonly Wander _wander = new(options.Seed);
    private readonly double _middle = (options.RateFrom + options.RateTo) / 2.0;
    private readonly double _swing = (options.RateTo - options.RateFrom) / 2.0;

    /// <summary>Requests a second at this time since the start.</summary>
    public double At(TimeSpan sinceStart) => _middle + _swing * _wander.At(sinceStart);
}
