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
        return found;
    }

    private Candidate? Match(MetricSource source)
    {
        var counter = source.Requests.Where(Free).Select(name => Counter(source, name))
            .FirstOrDefault(name => name is not null);
        if (counter is null) return null;
        double scale = 1;
        var histogram = source.Latency.Where(Free).FirstOrDefault(name => IsLatency(name, out scale));
        var status = page.FirstLabel(counter, source.Status);
        foreach (var name in source.Requests.Concat(source.Latency)) _taken.Add(name);
        if (status is null && source.Status.Count > 0)
            _problems.Add(new($"{probe}.errors", DiscoveryProblem.NoStatus,
                $"{counter} has none of the labels {string.Join(", ", source.Status)}, so its errors cannot be told."));
        return new(source, counter, status, histogram, scale);
    }

    private bool Free(string name) => !_taken.Contains(name);

    private string? Counter(MetricSource source, string name)
    {
        var sample = page.Has(name) ? name : name + "_count";
        var samples = page[sample];
        if (samples.Count == 0 || !source.Needs.All(label => page.HasLabel(sample, label))) return null;
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

    private bool IsLatency(string name, out double scale)
    {
        scale = 1;
        var buckets = page[name + "_bucket"];
        if (buckets.Count == 0)
        {
            if (page.Has(name + "_sum") || page.Has(name)) NoBuckets(name, "has no buckets");
            return false;
        }

        if (buckets[0].Family.Type is not (MetricType.Histogram or MetricType.Unknown)) return false;
        if (!buckets.Any(bucket => bucket.Labels["le"] is { } bound && bound is not "+Inf"))
        {
            NoBuckets(name, "has no bucket but the infinite one");
            return false;
        }

        if (MetricUnits.Seconds(name, buckets[0].Family) is { } seconds)
        {
            scale = seconds;
            return true;
        }

        _problems.Add(new($"{probe}.latency", DiscoveryProblem.NoUnit,
            $"neither the name nor the page says in which unit {name} is.",
            $"- {{ name: {probe}.latency, from: {probe}, latency: {name}, unit: milliseconds }}"));
        return false;
    }

    private void NoBuckets(string name, string what) =>
        _problems.Add(new($"{probe}.latency", DiscoveryProblem.NoBuckets,
        $"{name} {what}, so no latency can be told from it; an average hides what matters."));
}
