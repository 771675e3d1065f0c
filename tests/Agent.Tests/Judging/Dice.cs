namespace Bellwether.Agent.Tests.Judging;

/// <summary>SplitMix64: a generator that promises its sequence for ever. Source: Steele, Lea, Flood, OOPSLA
/// 2014.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>How many of so many come true.</summary>
    public int Binomial(int trials, double chance)
    {
        var hits = 0;
        for (var i = 0; i < trials; i++)
            if (Uniform() < chance)
                hits++;
        return hits;
    }
}
