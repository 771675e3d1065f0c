using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Scenarios;

/// <summary>A watch told in plain text, and what the judge has to say of it. See tests/scenarios/README.md.</summary>
internal sealed class Scenario
{
    public PolicyPlan Policy { get; set; } = new();

    /// <summary>Rules beside the default ones.</summary>
    public List<RulePlan> Rules { get; } = [];

    public List<string> UndoUnsafe { get; } = [];

    public SortedDictionary<string, SignalTrack> Tracks { get; } = new(StringComparer.Ordinal);

    public List<ProcessMark> Processes { get; } = [];

    public Dictionary<string, int> ProcessesAtStart { get; } = [];

    public List<Expectation> Expectations { get; } = [];

    public SignalTrack Track(string name, SignalKind kind) =>
        Tracks.TryGetValue(name, out var track) ? track : Tracks[name] = new(name, kind);

    /// <summary>Every expectation that does not hold, as a sentence.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var expected in Expectations)
        {
            var said = Judge.Watch(At(expected.At));
            if (!Holds(expected, said))
                yield return $"line {expected.Line}: expected {expected.Decision} because {expected.Because ?? "any"},"
                    + $" the judge says {said.Decision} {said.Cause}: {said.Summary}";
        }
    }

    public WatchCase At(TimeSpan since)
    {
        var now = Story.T0 + since;
        return new(new() { Policy = Policy, Rules = [.. Defaults(), .. Rules] }, new()
        {
            AnnouncedAt = Story.T0 - TimeSpan.FromSeconds(10),
            T0 = Story.T0,
            Now = now,
            Interval = Policy.Interval,
            Signals = Tracks.Values.ToDictionary(track => track.Name, track => track.At(now, Policy.Interval)),
            Processes = [.. Processes.Where(mark => mark.At < now)],
            ProcessesAtStart = ProcessesAtStart,
        }, new() { RollbackUnsafe = UndoUnsafe });
    }

    private static bool Holds(Expectation expected, Judgement said) => said.Decision == expected.Decision
        && (expected.Because is not { } because || (said.Decision == Decision.Rollback
            ? said.Evidence.Any(of => of.Rule == because && of.Outcome == Outcome.Fail)
            : string.Equals(said.Cause?.ToString(), because.Replace("-", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase)));

    private IReadOnlyList<RulePlan> Defaults()
    {
        var scrapes = Probes(SignalKind.Ratio);
        return DefaultRules.For([.. Tracks.Values.Select(track => new SignalStatus
        {
            Service = "checkout",
            Environment = "production",
            Signal = track.Name,
            Kind = track.Kind,
            Unit = "",
            Source = "",
            HistoryPoints = 0,
        })], scrapes, [.. Probes(SignalKind.State).Except(scrapes)]);
    }

    private List<string> Probes(SignalKind kind) => [.. Tracks.Values.Where(track => track.Kind == kind)
        .Select(track => track.Name[..track.Name.LastIndexOf('.')]).Distinct()];
}
