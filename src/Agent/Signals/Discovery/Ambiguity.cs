namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Says between what nothing decides, and which lines of the configuration would.</summary>
internal static class Ambiguity
{
    private const int MostNamed = 3;

    /// <param name="best">At least two, or one whose requests may be counted several times.</param>
    /// <param name="probe">First part of the signals' names.</param>
    public static IEnumerable<DiscoveryProblem> Of(IReadOnlyList<Candidate> best, string probe)
    {
        var why = Why(best);
        var first = best[0];
        yield return new($"{probe}.requests", DiscoveryProblem.Ambiguous, why,
            $"- {{ name: {probe}.requests, from: {probe}, rate: {first.Counter}{Where(first)} }}");
        if (best.FirstOrDefault(candidate => candidate.StatusLabel is not null) is { } errors)
            yield return new($"{probe}.errors", DiscoveryProblem.Ambiguous, why,
                $"- {{ name: {probe}.errors, from: {probe}, ratio: {errors.Counter}{Where(errors)}, "
                + $"bad: {{ {errors.StatusLabel}: \"{BadExample(errors.Source)}\" }} }}");
        if (best.FirstOrDefault(candidate => candidate.Histogram is not null) is { } latency)
            yield return new($"{probe}.latency", DiscoveryProblem.Ambiguous, why,
                $"- {{ name: {probe}.latency, from: {probe}, latency: {latency.Histogram}{Where(latency)}"
                + $"{(latency.Source.Unit is { } unit ? $", unit: {unit}" : "")} }}");
    }

    private static string Why(IReadOnlyList<Candidate> best)
    {
        if (best.Count > 1)
            return $"{best.Count} sources count requests here and nothing says which to take: "
                + $"{string.Join(" and ", best)}.";
        var (label, value) = best[0].Layers!.Value;
        return $"{best[0].Counter} has several values of {label} ({value} and others), one request may be counted under"
            + " more than one of them, and nothing says which to take.";
    }

    /// <summary>The labels that the source itself goes by, and the place that was seen first.</summary>
    private static string Where(Candidate candidate)
    {
        var labels = candidate.Source.Where.Select(pair => $"{pair.Key}: \"{pair.Value}\"").ToList();
        if (candidate.Layers is (var label, var value)) labels.Add($"{label}: \"{value}\"");
        return labels.Count == 0 ? "" : $", where: {{ {string.Join(", ", labels.Take(MostNamed))} }}";
    }

    private static string BadExample(MetricSource source) => source.Bad[0] is "5??" ? "5*" : source.Bad[0];
}
