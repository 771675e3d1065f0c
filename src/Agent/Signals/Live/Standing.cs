using Bellwether.Agent.Sampling;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>How a target stands: how the last look at it ended, and since when all of them did.</summary>
/// <param name="Outcome">Of the last look.</param>
/// <param name="Blind">It brought nothing of what it came for, although nothing failed it.</param>
/// <param name="Why">For a person; null where nothing is wrong.</param>
/// <param name="At">When it began.</param>
/// <param name="Since">When the first of them began that ended so.</param>
internal sealed record Standing(
    Reachability Outcome, bool Blind, string? Why, DateTimeOffset At, DateTimeOffset Since)
{
    private const int LongestWhy = 300;

    /// <summary>What is asked for tells of whole periods, and the next one is not over: nothing is amiss.</summary>
    private const string TooEarly = "too-early";

    public static Standing After(Standing? before, SampledLook sampled)
    {
        var (look, at) = (sampled.Look, sampled.At);
        var blind = look.Reachability is Reachability.Missing
            || (look.Reachability is Reachability.Good && look.NoData is not (null or TooEarly));
        var same = before?.Outcome == look.Reachability && before.Blind == blind;
        return new(look.Reachability, blind, WhyOf(look), at, same ? before!.Since : at);
    }

    public InstanceLook Of(string instance) => new()
    {
        Instance = instance,
        Outcome = OutcomeOf(Outcome),
        At = At,
        Since = Since,
        Blind = Blind,
        Why = Why,
    };

    public static LookOutcome OutcomeOf(Reachability reachability) => reachability switch
    {
        Reachability.Good => LookOutcome.Good,
        Reachability.Bad => LookOutcome.Bad,
        _ => LookOutcome.Missing,
    };

    /// <summary>"there is no file /var/log/shop.log (no-file)".</summary>
    private static string? WhyOf(Look look)
    {
        var word = look.Reason ?? look.NoData;
        var words = (look.Detail, word) switch
        {
            ({ } detail, { } known) => $"{detail} ({known})",
            (var detail, _) => detail ?? word,
        };
        return words?.Length > LongestWhy ? words[..(LongestWhy - 1)] + "…" : words;
    }
}
