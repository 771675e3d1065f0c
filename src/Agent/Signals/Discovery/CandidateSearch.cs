using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Finds which sources of the table are on a page, and says what nearly was one.</summary>
internal sealed class CandidateSearch(PageIndex page, string probe)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<DiscoveryProblem> _problems = [];

    /// <summary>In the order of the search; empty for none.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems => _problems;

    public IReadOnlyList<Candidate> Search(SignalTable table)
    {
        List<Candidate> found = [];
        foreach (var source in table.Sources)
            if (Match(source) is { } candidate)
                found.Add(candidate);
        if (found.Count > 0) return found;
        var unnamed = new LabelledHistograms(page, probe);
        foreach (var source in unnamed.Find())
            if (Match(source) is { } candidate)
                found.Add(candidate);
        _problems.AddRange(unnamed.Problems);
        return found;
    }

    private Candidate? Match(MetricSource source)
    {
        foreach (var name in source.With)
            if (!page.Has(name))
                return null;
        string? counter = null;
        foreach (var name in source.Requests)
            if (Free(name) && (counter = Counter(source, name)) is not null)
                break;
        if (counter is null) return null;
        var candidate = WithLatency(new() { Source = source, Counter = counter });
        var status = page.FirstLabel(counter, source.Status);
        foreach (var name in source.Requests) _taken.Add(name);
        foreach (var name in source.Latency) _taken.Add(name);
        if (status is null && source.Status.Count > 0)
            _problems.Add(new($"{probe}.errors", DiscoveryProblem.NoStatus,
                $"{counter} has none of the labels {string.Join(", ", source.Status)}, so its errors cannot be told."));
        return candidate with
        {
            StatusLabel = status,
            CodeLabel = CodeLabel(source, counter),
            Layers = Layers(source, counter),
        };
    }

    private string? CodeLabel(MetricSource source, string counter)
    {
        if (page.FirstLabel(counter, source.Codes) is not { } label) return null;
        var scope = ScopeOf(source);
        return TurnedAway.AreCodes(page[counter].Where(sample => scope.Means(sample.Labels))
            .Select(sample => sample.Labels[label])) ? label : null;
    }

    private bool Free(string name) => !_taken.Contains(name);

    private string? Counter(MetricSource source, string name)
    {
        var sample = page.Has(name) ? name : name + "_count";
        var samples = page[sample];
        if (samples.Count == 0 || !source.Needs.All(label => page.HasLabel(sample, label))) return null;
        if (source.Lacks.Any(label => page.HasLabel(sample, label))) return null;
        if (!AnyMeant(source, samples)) return null;
        var type = samples[0].Family.Type;
        var counts = ReferenceEquals(sample, name)
            ? type is MetricType.Counter
                || (type is MetricType.Unknown && name.EndsWith("_total", StringComparison.Ordinal))
            : type is MetricType.Histogram or MetricType.Summary or MetricType.Unknown or MetricType.Counter;
        if (counts) return sample;
        _problems.Add(new($"{probe}.requests", DiscoveryProblem.WrongType,
            $"{sample} is a {$"{type}".ToLowerInvariant()} on this page, so it does not count requests."));
        return null;
    }

    private static bool AnyMeant(MetricSource source, IReadOnlyList<Reading> samples)
    {
        if (source.Where.Count == 0 && source.Except.Count == 0) return true;
        var scope = ScopeOf(source);
        foreach (var sample in samples)
            if (scope.Means(sample.Labels))
                return true;
        return false;
    }

    /// <summary>The label by whose values one request may be counted several times, where it has several.</summary>
    private (string Label, string First)? Layers(MetricSource source, string counter)
    {
        var scope = ScopeOf(source);
        foreach (var label in (IEnumerable<string>)[.. source.Apart, .. PageIndex.Collected])
        {
            string? first = null;
            foreach (var sample in page[counter])
            {
                if (!scope.Means(sample.Labels) || sample.Labels[label] is not { Length: > 0 } value) continue;
                if (first is not null && first != value) return (label, first);
                first = value;
            }
        }

        return null;
    }

    private Candidate WithLatency(Candidate candidate)
    {
        Candidate? mean = null;
        foreach (var name in candidate.Source.Latency)
        {
            if (!Free(name)) continue;
            if (IsLatency(candidate.Source, name, out var scale))
                return candidate with { Histogram = name, Scale = scale };
            if (mean is null && IsMean(candidate.Source, name, out scale))
                mean = candidate with { Mean = name, Scale = scale };
        }

        return mean ?? candidate;
    }

    private bool IsLatency(MetricSource source, string name, out double scale)
    {
        scale = 1;
        var buckets = page[name + "_bucket"];
        if (buckets.Count == 0)
        {
            if (page.Has(name + "_sum") || page.Has(name)) NoBuckets(name, "has no buckets");
            return false;
        }

        if (buckets[0].Family.Type is not (MetricType.Histogram or MetricType.Unknown)) return false;
        if (!AnyMeant(source, buckets)) return false;
        if (!buckets.Any(bucket => bucket.Labels["le"] is { } bound && bound is not "+Inf"))
        {
            NoBuckets(name, "has no bucket but the infinite one");
            return false;
        }

        if (Seconds(source, name, buckets[0].Family) is { } seconds)
        {
            scale = seconds;
            return true;
        }

        _problems.Add(new($"{probe}.latency", DiscoveryProblem.NoUnit,
            $"neither the name nor the page says in which unit {name} is.",
            $"- {{ name: {probe}.latency, from: {probe}, latency: {name}, unit: milliseconds }}"));
        return false;
    }

    /// <summary>Sums and counts that are declared as those of requests: of a gauge nobody knows what it
    /// averages.</summary>
    private bool IsMean(MetricSource source, string name, out double scale)
    {
        scale = 1;
        var (sums, counts) = (page[name + "_sum"], page[name + "_count"]);
        if (sums.Count == 0 || counts.Count == 0) return false;
        if (sums[0].Family.Type is not (MetricType.Summary or MetricType.Histogram)) return false;
        if (!AnyMeant(source, sums) || Seconds(source, name, sums[0].Family) is not { } seconds) return false;
        scale = seconds;
        return true;
    }

    /// <summary>What the page says goes before what the table says of it.</summary>
    private static double? Seconds(MetricSource source, string name, MetricFamily family) =>
        MetricUnits.Seconds(name, family)
        ?? (family.Unit is null && source.Unit is { } told ? MetricUnits.Seconds(name, family, told) : null);

    private static Binding ScopeOf(MetricSource source) => new()
    {
        Signal = "",
        Kind = SignalKind.Rate,
        Unit = "",
        Source = source.Name,
        Metric = "",
        Where = source.Where,
        Except = source.Except,
    };

    private void NoBuckets(string name, string what) =>
        _problems.Add(new($"{probe}.latency", DiscoveryProblem.NoBuckets,
        $"{name} {what}, so no latency can be told from it; an average hides what matters."));
}
