namespace Bellwether.Testing.Kill;

/// <summary>SplitMix64: a seed gives the same numbers on every machine. Safe for concurrent use.</summary>
/// <remarks>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.</remarks>
internal sealed class Dice(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>Evenly spread over [0, 1).</summary>
    public double Share()
    {
        var z = Interlocked.Add(ref _state, GoldenGamma);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>From 0 up to, and without, the bound.</summary>
    public int Below(int bound) => (int)(Share() * bound);

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + Share() * (most - least);
}
