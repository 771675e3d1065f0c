using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Recording;

/// <summary>Requests a second that are due: a rate that wanders slowly, with short bursts, and with one slow and one
/// busy stretch.</summary>
internal sealed class LoadCurve
{
    private const double Burst = 2.2, Quiet = 0.5, Busy = 1.5;

    private static readonly TimeSpan[] s_periods =
        [TimeSpan.FromMinutes(41), TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(2.5)];

    private static readonly double[] s_swings = [0.25, 0.2, 0.12];

    private readonly double _middle;
    private readonly double[] _phases;
    private readonly List<(TimeSpan From, TimeSpan Until, double Factor)> _stretches = [];

    public LoadCurve(double middle, TimeSpan length, Dice dice)
    {
        _middle = middle;
        _phases = [.. s_periods.Select(_ => dice.Share())];
        Stretch(length * 0.5 * dice.Share(), length * 0.1, Quiet);
        Stretch(length * (0.5 + 0.4 * dice.Share()), length * 0.1, Busy);
        for (var at = TimeSpan.Zero; at < length; at += dice.Between(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(6)))
            Stretch(at, dice.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25)), Burst);
    }

    public double At(TimeSpan sinceStart)
    {
        var log = 0.0;
        for (var i = 0; i < s_periods.Length; i++)
            log += s_swings[i] * Math.Sin(2 * Math.PI * (sinceStart / s_periods[i] + _phases[i]));
        var rate = _middle * Math.Exp(log);
        foreach (var (from, until, factor) in _stretches)
            if (sinceStart >= from && sinceStart < until) rate *= factor;
        return rate;
    }

    private void Stretch(TimeSpan from, TimeSpan lasts, double factor) => _stretches.Add((from, from + lasts, factor));
}
