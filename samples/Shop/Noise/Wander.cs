namespace Shop.Noise;

/// <summary>Wanders smoothly, always within -1 and 1: two slow sines with phases from the seed.</summary>
/// <remarks>
/// It is a function of the time of day, not of the process: like a busy neighbour, it goes on where it was when the
/// process is replaced. It repeats after 21 minutes.
/// </remarks>
internal sealed class Wander
{
    private static readonly TimeSpan s_shortPeriod = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_longPeriod = TimeSpan.FromMinutes(7);

    private readonly double _shortPhase;
    private readonly double _longPhase;

    public Wander(ulong seed)
    {
        var phases = new Generator(seed);
        _shortPhase = phases.Uniform();
        _longPhase = phases.Uniform();
    }

    public double At(TimeSpan time) =>
        0.5 * Sine(time / s_shortPeriod + _shortPhase) + 0.5 * Sine(time / s_longPeriod + _longPhase);

    private static double Sine(double turns) => Math.Sin(2 * Math.PI * (turns - Math.Floor(turns)));
}
