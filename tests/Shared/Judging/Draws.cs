namespace Bellwether.Testing.Judging;

/// <summary>SplitMix64: a generator that promises its sequence for ever. Source: Steele, Lea, Flood, OOPSLA
/// 2014.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>In [0, <paramref name="end"/>). The bias of the remainder is under 1 in 10¹³ for all that is drawn
    /// here.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>Some of the numbers below <paramref name="end"/>, without repeats, in random order.</summary>
    public int[] Choose(int count, int end)
    {
        var all = new int[end];
        for (var i = 0; i < end; i++) all[i] = i;
        for (var i = 0; i < count; i++)
        {
            var other = i + Below(end - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..count];
    }
}
