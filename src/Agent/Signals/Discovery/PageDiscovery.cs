using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Finds request rate, errors and latency on a metrics page by the table. Same page, same answer.</summary>
/// <remarks>
/// One request is counted by several layers (gRPC over HTTP, two libraries at once), so sources are never added up. One
/// that tells more of its requests than the others of its protocol wins; otherwise it is for the operator to choose.
/// </remarks>
internal sealed class PageDiscovery(SignalTable table)
{
    /// <param name="readings">A page, whole.</param>
    /// <param name="probe">Name of the probe that looks at it: the first part of the signals' names.</param>
    public DiscoveryReport Discover(IReadOnlyList<Reading> readings, string probe = "app")
    {
        var page = new PageIndex(readings);
        var search = new CandidateSearch(page, probe);
        var found = search.Search(table);
        var (version, source) = VersionLabels.Find(page);
        var best = Best(found);
        var choice = best.Count == 1 ? best[0] : null;
        var latency = choice is null ? null : Latency(choice, found);
        List<Binding> bindings = [];
        if (choice is not null) bindings.AddRange(Traffic(choice, probe));
        if (latency is not null) bindings.Add(LatencyOf(latency, probe));
        return new()
        {
            Bindings = bindings,
            Problems = [.. best.Count > 1 ? Ambiguity(best, probe) : [], .. Unsolved(search.Problems, bindings)],
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
    private static Candidate? Latency(Candidate choice, IReadOnlyList<Candidate> found)
    {
        if (choice.Histogram is not null) return choice;
        var others = found.Where(candidate => candidate.Histogram is not null).ToList();
        return others.Count == 1 ? others[0] : null;
    }

    private IEnumerable<Binding> Traffic(Candidate choice, string probe)
    {
        var requests = new Binding
        {
            Signal = $"{probe}.requests",
            Kind = SignalKind.Rate,
            Unit = "per-second",
            Source = $"{choice.Counter} ({choice.Source.Name})",
            Metric = choice.Counter!,
            Route = choice.Source.Route,
            Ignore = table.Ignore,
            CountsOwnRequests = choice.Source.Protocol is "http",
        };
        yield return requests;
        if (choice.StatusLabel is not { } status) yield break;
        yield return requests with
        {
            Signal = $"{probe}.errors",
            Kind = SignalKind.Ratio,
            Unit = "ratio",
            Source = $"{choice.Counter}, {status} {Words(choice.Source)} of all ({choice.Source.Name})",
            Bad = new Dictionary<string, IReadOnlyList<string>> { [status] = choice.Source.Bad },
        };
    }

    private Binding LatencyOf(Candidate choice, string probe) => new()
    {
        Signal = $"{probe}.latency",
        Kind = SignalKind.Latency,
        Unit = "seconds",
        Source = $"{choice.Histogram}_bucket ({choice.Source.Name})",
        Metric = choice.Histogram!,
        Scale = choice.Scale,
        Where = choice.Source.LatencyWhere,
        WhereIsOptional = true,
        Route = choice.Source.Route,
        Ignore = table.Ignore,
        CountsOwnRequests = choice.Source.Protocol is "http",
    };

    private static string Words(MetricSource source) => source.Bad is ["5??"] ? "5xx" : string.Join("|", source.Bad);

    private static IEnumerable<DiscoveryProblem> Ambiguity(IReadOnlyList<Candidate> best, string probe)
    {
        var both = $"{best.Count} sources count requests here and nothing says which to take: "
            + $"{string.Join(" and ", best)}.";
        var first = best[0];
        yield return new($"{probe}.requests", DiscoveryProblem.Ambiguous, both,
            $"- {{ name: {probe}.requests, from: {probe}, rate: {first.Counter} }}");
        if (best.FirstOrDefault(candidate => candidate.StatusLabel is not null) is { } errors)
            yield return new($"{probe}.errors", DiscoveryProblem.Ambiguous, both,
                $"- {{ name: {probe}.errors, from: {probe}, ratio: {errors.Counter}, "
                + $"bad: {{ {errors.StatusLabel}: \"{BadExample(errors.Source)}\" }} }}");
        if (best.FirstOrDefault(candidate => candidate.Histogram is not null) is { } latency)
            yield return new($"{probe}.latency", DiscoveryProblem.Ambiguous, both,
                $"- {{ name: {probe}.latency, from: {probe}, latency: {latency.Histogram} }}");
    }

    private static string BadExample(MetricSource source) => source.Bad[0] is "5??" ? "5*" : source.Bad[0];

    /// <summary>What could not be bound from one source is no trouble where another gave it.</summary>
    private static IEnumerable<DiscoveryProblem> Unsolved(
        IReadOnlyList<DiscoveryProblem> problems, IReadOnlyList<Binding> bindings) =>
        problems.Where(problem => bindings.All(binding => binding.Signal != problem.Signal))
            .DistinctBy(problem => (problem.Signal, problem.Word));
}
