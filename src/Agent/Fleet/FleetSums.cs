using System.Collections.Immutable;

namespace Bellwether.Agent.Fleet;

/// <summary>All tables of one signal folded into sums; the tables themselves are not kept.</summary>
/// <remarks>Sums of whole millionths: the same to the last bit in whatever order the agents speak.</remarks>
internal sealed record FleetSums
{
    /// <summary>One host that is far better than usual must not hide the others.</summary>
    public const double Lowest = -3;

    /// <summary>Beyond this no deviation says more.</summary>
    public const double Highest = 1e6;

    private const double Fine = 1e6;

    /// <summary>An agent that knows fewer of the moments has too little history to be averaged with the
    /// others.</summary>
    public const double LeastKnown = 0.7;

    public required FleetPlan Plan { get; init; }

    /// <summary>Agents folded in.</summary>
    public ImmutableSortedSet<string> Agents { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Unmasked points of the shortest history.</summary>
    public int Points { get; init; } = int.MaxValue;

    /// <summary>Sums of the median's deviations, then of the rank's, by moment and look.</summary>
    internal long[] Sums { get; init; } = [];

    /// <summary>How many agents are in each sum.</summary>
    internal int[] Counts { get; init; } = [];

    /// <summary>With one more agent; the same sums, and why, where it cannot be folded in.</summary>
    public (FleetSums Sums, string? Refused) With(FleetTable table)
    {
        if (Agents.Contains(table.Agent)) return (this, $"{table.Agent} has sent its table already");
        if (Plan.Differs(table.Plan) is { } why) return (this, $"{table.Agent} is left out: {why}");
        if (Plan.TooLarge is { } size) return (this, $"{table.Agent} is left out: {size}");
        var (moments, looks) = (Plan.Back.Count, Plan.Looks.Count);
        if (!Fits(table.Median, moments, looks) || !Fits(table.Rank, moments, looks))
            return (this, $"{table.Agent} is left out: its table has not {moments} moments of {looks} looks");
        if (table.Points < 1) return (this, $"{table.Agent} is left out: it says that it has no history");
        var known = table.Median.Count(path => path.Any(double.IsFinite));
        if (known < LeastKnown * moments)
            return (this, $"{table.Agent} is left out: its history has {known} of {moments} pretend deployments");

        var cells = moments * looks;
        var sums = Sums.Length == 0 ? new long[2 * cells] : [.. Sums];
        var counts = Counts.Length == 0 ? new int[2 * cells] : [.. Counts];
        Add(table.Median, sums.AsSpan(0, cells), counts.AsSpan(0, cells), looks);
        Add(table.Rank, sums.AsSpan(cells), counts.AsSpan(cells), looks);
        return (this with
        {
            Agents = Agents.Add(table.Agent),
            Points = Math.Min(Points, table.Points),
            Sums = sums,
            Counts = counts,
        }, null);
    }

    /// <summary>Mean deviation over the agents, by moment and look; NaN where too few of them know it, for a mean of
    /// few wanders more.</summary>
    /// <param name="statistic">0 for the median, 1 for the rank.</param>
    public IReadOnlyList<double[]> Means(int statistic)
    {
        var (moments, looks) = (Plan.Back.Count, Plan.Looks.Count);
        var means = new List<double[]>(moments);
        for (var moment = 0; moment < moments && Sums.Length > 0; moment++)
        {
            var path = new double[looks];
            for (var look = 0; look < looks; look++)
            {
                var at = (statistic * moments + moment) * looks + look;
                path[look] = Counts[at] >= LeastKnown * Agents.Count ? Mean(Sums[at], Counts[at]) : double.NaN;
            }

            if (path.Any(double.IsFinite)) means.Add(path);
        }

        return means;
    }

    /// <summary>A deviation as it is added up.</summary>
    internal static long Whole(double deviation) => (long)Math.Round(Math.Clamp(deviation, Lowest, Highest) * Fine);

    internal static double Mean(long sum, int count) => sum / Fine / count;

    private static bool Fits(IReadOnlyList<IReadOnlyList<double>> paths, int moments, int looks) =>
        paths.Count == moments && paths.All(path => path.Count == looks);

    private static void Add(IReadOnlyList<IReadOnlyList<double>> paths, Span<long> sums, Span<int> counts, int looks)
    {
        for (var moment = 0; moment < paths.Count; moment++)
            for (var look = 0; look < looks; look++)
            {
                if (double.IsNaN(paths[moment][look])) continue;
                sums[moment * looks + look] += Whole(paths[moment][look]);
                counts[moment * looks + look]++;
            }
    }
}
