using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Recording;

/// <summary>When the recorded programs are restarted: only in the second half, each again and again, never two close
/// together.</summary>
internal static class RestartTimes
{
    /// <summary>From one restart of a program to its next.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromMinutes(4.5), Most = TimeSpan.FromMinutes(6.5);

    /// <summary>Between restarts of different programs, where there is room.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromSeconds(45);

    /// <returns>For each program its times since the start, ascending.</returns>
    public static IReadOnlyList<IReadOnlyList<TimeSpan>> Of(int programs, TimeSpan length, Dice dice)
    {
        var half = length / 2;
        var next = Enumerable.Range(0, programs).Select(i => half + Most * i / programs).ToArray();
        var times = Enumerable.Range(0, programs).Select(_ => new List<TimeSpan>()).ToArray();
        var last = half;
        while (true)
        {
            var program = Array.IndexOf(next, next.Min());
            var at = next[program] < last + Apart ? last + Apart : next[program];
            if (at >= length) return times;
            times[program].Add(at);
            last = at;
            next[program] = at + dice.Between(Least, Most);
        }
    }
}
