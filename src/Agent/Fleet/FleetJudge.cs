using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Fleet;

/// <summary>Many hosts that are a little worse at the same time, against how often that happened when nothing was
/// deployed: what the hosts have in common is in the null.</summary>
/// <remarks>Half of the budget is the fleet's, half the worst instance's. Products of evidence would assume that hosts
/// are independent, averages of it would have no power. Source: JUDGE section 6.</remarks>
internal static class FleetJudge
{
    private const int StatisticsUsed = 2;

    public static FleetFinding Examine(FleetQuestion question)
    {
        var sums = question.Sums;
        var all = Last(question.Reports);
        var reports = all.Where(report => sums.Agents.Contains(report.Agent)).ToArray();
        var heard = reports.Select(report => report.Agent).ToHashSet(StringComparer.Ordinal);
        var finding = new FleetFinding
        {
            Look = 0,
            Strength = 0,
            WorstStrength = 0,
            Effect = Middle(all),
            Placebos = 0,
            Silent = [.. sums.Agents.Where(agent => !heard.Contains(agent))],
        };
        // A mean of fewer instances than the null has wanders more than the null does: the fleet waits for all.
        if (finding.Silent.Count == 0 && sums.Agents.Count > 1) finding = Together(question, reports, finding);
        return Worst(question, all, finding);
    }

    /// <summary>One report an agent, the one that got furthest, sorted: the order in which they came is
    /// nothing.</summary>
    private static FleetReport[] Last(IReadOnlyList<FleetReport> reports) =>
    [
        .. reports.GroupBy(report => report.Agent, StringComparer.Ordinal)
            .Select(own => own.OrderBy(report => report.Median.Count).ThenBy(report => report.Nats).Last())
            .OrderBy(report => report.Agent, StringComparer.Ordinal),
    ];

    private static FleetFinding Together(FleetQuestion question, FleetReport[] reports, FleetFinding finding)
    {
        var sums = question.Sums;
        var (medians, ranks) = (sums.Means(0), sums.Means(1));
        if (medians.Count < PlaceboTimes.Fewest || ranks.Count < PlaceboTimes.Fewest) return finding;
        var looks = sums.Plan.Looks;
        var days = sums.Points * (sums.Plan.Interval / TimeSpan.FromDays(1));
        var shape = Tail.ShapeOf((double)sums.Points / looks[^1], days);
        StatisticTable[] tables =
            [PathTable.Of(Statistics.Names[0], medians, shape), PathTable.Of(Statistics.Names[1], ranks, shape)];
        var cost = Math.Log(StatisticsUsed) + Math.Log(question.Sides) + Math.Log(2) - question.LogWeight;
        Span<double> maxima = [double.NegativeInfinity, double.NegativeInfinity];
        var reached = Math.Min(looks.Count, reports.Min(report => Math.Min(report.Median.Count, report.Rank.Count)));
        for (var look = 0; look < reached; look++)
        {
            for (var s = 0; s < StatisticsUsed; s++)
                if (MeanAt(reports, s, look) is { } mean)
                    maxima[s] = Math.Max(maxima[s], tables[s].Deviation(mean, look));
            var loudest = tables[1].Tail.Nats(maxima[1]) > tables[0].Tail.Nats(maxima[0]) ? 1 : 0;
            if (double.IsNegativeInfinity(maxima[loudest])) continue;
            var strength = tables[loudest].Tail.Nats(maxima[loudest]) - cost;
            finding = finding with
            {
                Look = looks[look],
                Placebos = medians.Count,
                Statistic = finding.CrossedAt is null ? tables[loudest].Name : finding.Statistic,
                Exceeded = finding.CrossedAt is null
                    ? tables[loudest].Tail.Exceeding(maxima[loudest]) : finding.Exceeded,
                Strength = Math.Max(finding.Strength, strength),
                CrossedAt = finding.CrossedAt
                    ?? (strength >= question.Needed && finding.Effect > 0 && finding.Effect >= question.Allow
                        ? looks[look] : null),
            };
        }

        return finding;
    }

    /// <summary>Mean over the agents that know it; null where too few do, as among the placebos.</summary>
    private static double? MeanAt(FleetReport[] reports, int statistic, int look)
    {
        var (sum, count) = (0L, 0);
        foreach (var report in reports)
        {
            var deviation = (statistic == 0 ? report.Median : report.Rank)[look];
            if (double.IsNaN(deviation)) continue;
            sum += FleetSums.Whole(deviation);
            count++;
        }

        return count == 0 || count < FleetSums.LeastKnown * reports.Length ? null : FleetSums.Mean(sum, count);
    }

    /// <summary>The loudest instance, which pays for being chosen among all.</summary>
    private static FleetFinding Worst(FleetQuestion question, FleetReport[] reports, FleetFinding finding)
    {
        var cost = Math.Log(Math.Max(1, reports.Length)) + Math.Log(2) - question.LogWeight;
        var loudest = double.NegativeInfinity;
        foreach (var report in reports)
        {
            var strength = report.Nats - cost;
            if (strength > finding.WorstStrength) finding = finding with { WorstStrength = strength };
            // The loudest one may be too small to matter, and another one not.
            var fails = strength >= question.Needed && report.Effect > 0 && report.Effect >= question.Allow;
            if (!fails || !(strength > loudest)) continue;
            (loudest, finding) = (strength, finding with { WorstAgent = report.Agent });
        }

        return finding;
    }

    /// <summary>Median of the agents' changes: half of them are at least so much worse.</summary>
    private static double Middle(IReadOnlyList<FleetReport> reports) =>
        Baselines.Selection.Quantile([.. reports.Select(report => report.Effect).Where(double.IsFinite)], 0.5);
}
