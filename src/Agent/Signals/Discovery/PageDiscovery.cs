using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Finds request rate, errors and latency on a metrics page by the table, and levels beside them. Same page,
/// same answer.</summary>
/// <remarks>
/// One request is counted by several layers (gRPC over HTTP, a proxy before an app, two libraries at once), so sources
/// are never added up. One that tells more of its requests than the others of its protocol wins; otherwise it is for
/// the operator to choose.
/// </remarks>
internal sealed class PageDiscovery(SignalTable table)
{
    /// <summary>The layer that the table names for what stands in front of a service.</summary>
    private const string Proxy = "proxy";

    /// <param name="readings">A page, whole.</param>
    /// <param name="probe">Name of the probe that looks at it: the first part of the signals' names.</param>
    public DiscoveryReport Discover(IReadOnlyList<Reading> readings, string probe = "app")
    {
        var page = new PageIndex(readings);
        var search = new CandidateSearch(page, probe);
        var found = search.Search(table);
        var isProxy = found.Count > 0 && found.All(one => one.Source.Protocol == Proxy);
        var (version, source) = VersionLabels.Find(page, isProxy);
        var best = Best(found);
        var choice = best is [{ Layers: null } only] ? only : null;
        var levels = new LevelSearch(page, probe);
        List<Binding> bindings = [];
        if (choice is not null)
            bindings.AddRange(new TrafficBindings(table, probe).Of(choice, LatencyOf(choice, found)));
        bindings.AddRange(levels.Search(table.Levels, countsRequests: found.Any(one => !one.Source.ByExporter)));
        return new()
        {
            Bindings = bindings,
            Problems =
            [
                .. choice is null && best.Count > 0 ? Ambiguity.Of(best, probe) : [],
                .. Unsolved(search.Problems, bindings),
                .. levels.Problems,
            ],
            Version = version,
            VersionSource = source,
            StartedAt = ProcessStart.Of(page),
        };
    }

    /// <summary>The one to take, or those between which nothing decides; empty for none.</summary>
    private static IReadOnlyList<Candidate> Best(IReadOnlyList<Candidate> found)
    {
        var protocols = found.Select(candidate => candidate.Source.Protocol).Distinct(StringComparer.Ordinal);
        if (protocols.Count() > 1) return found;
        var most = found.Count == 0 ? 0 : found.Max(candidate => candidate.Worth);
        return [.. found.Where(candidate => candidate.Worth == most)];
    }

    /// <summary>Errors from one library and latency from another are no layers added up: each is told by one
    /// alone.</summary>
    private static Candidate? LatencyOf(Candidate choice, IReadOnlyList<Candidate> found)
    {
        if (choice.Histogram is not null) return choice;
        var others = found.Where(candidate => candidate is { Histogram: not null, Layers: null }).ToList();
        return others.Count == 1 ? others[0] : null;
    }

    /// <summary>What could not be bound from one source is no trouble where another gave it.</summary>
    private static IEnumerable<DiscoveryProblem> Unsolved(
        IReadOnlyList<DiscoveryProblem> problems, IReadOnlyList<Binding> bindings) =>
        problems.Where(problem => bindings.All(binding => binding.Signal != problem.Signal))
            .DistinctBy(problem => (problem.Signal, problem.Word));
}
