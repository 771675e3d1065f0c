using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Fleet;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Placebos;

namespace Bellwether.Benchmarks.Fleet;

/// <summary>One pretend deployment on all hosts at the same time, judged healthy and with a fault on one
/// metric.</summary>
internal sealed class FleetTrial
{
    public const int WarmUp = 5;
    public const int Window = 40;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly int Day = SeasonalLevel.PointsInDay(Interval);
    private readonly double[][] hosts;
    private readonly Calibration?[] calibrations;
    private readonly FleetSums sums;
    private readonly int at;

    public FleetTrial(IReadOnlyList<double[]> levels, int at, int history, ulong seed)
    {
        this.at = history;
        hosts = [.. levels.Select(host => host[(at - history)..(at + Window)])];
        var placebos = new PlaceboPlan
        {
            WarmUp = WarmUp,
            Window = Window,
            Looks = LookSchedule.Of(WarmUp, Window),
            Seed = seed,
        };
        var plan = new FleetPlan
        {
            Signal = "metric",
            Sign = 1,
            End = DateTimeOffset.UnixEpoch,
            Interval = Interval,
            Looks = placebos.Looks,
            Back = FleetPlan.TimesOf(placebos, history - Statistics.BasePoints - Day - Window),
        };
        var known = hosts
            .Select(host => new LevelHistory { Levels = host.AsMemory(0, history), Interval = Interval }).ToArray();
        calibrations = [.. known.Select(one => Calibrator.Learn(one, placebos))];
        sums = new() { Plan = plan };
        for (var i = 0; i < hosts.Length; i++)
        {
            if (calibrations[i] is not { } calibration) continue;
            var paths = PlaceboPaths.Of(known[i], placebos, calibration, plan.Back)[0];
            (sums, _) = sums.With(new()
            {
                Agent = NameOf(i),
                Plan = plan,
                Points = history,
                Median = paths.Median,
                Rank = paths.Rank,
            });
        }
    }

    /// <summary>Evidence in nats of the fleet with its worst instance, and of each host alone; null where fewer than
    /// two hosts can be judged.</summary>
    /// <param name="sigmas">What is added to each point after t0, in deviations of the host's last day.</param>
    public (double Fleet, IReadOnlyList<double> Alone)? Scores(double sigmas)
    {
        var reports = new List<FleetReport>();
        for (var i = 0; i < hosts.Length; i++)
            if (Report(i, sigmas) is { } report && sums.Agents.Contains(report.Agent))
                reports.Add(report);
        if (reports.Count < 2) return null;
        var found = FleetJudge.Examine(new() { Sums = sums, Reports = reports, Allow = 0, Needed = 3 });
        return (Math.Max(found.Strength, found.WorstStrength), [.. reports.Select(report => report.Nats)]);
    }

    private FleetReport? Report(int host, double sigmas)
    {
        if (calibrations[host] is not { } calibration) return null;
        var worse = sigmas * Deviation(hosts[host].AsSpan(at - Day, Day));
        double[] observed = [.. hosts[host][at..].Select(level => level + worse)];
        var before = hosts[host].AsMemory(at - Statistics.BasePoints, Statistics.BasePoints);
        var found = PlaceboWatch.Examine(
            new() { Calibration = calibration, Before = before, Observed = observed, Allow = 0, Needed = 3 });
        if (found is null) return null;
        var paths = ObservedPaths.Of(calibration, before.Span, observed, 0)[0];
        return new()
        {
            Agent = NameOf(host),
            Median = paths.Median,
            Rank = paths.Rank,
            Nats = found.Strength,
            Effect = found.Change / Math.Max(Math.Abs(found.Normal), 1e-9),
        };
    }

    private static string NameOf(int host) => $"host-{host}";

    private static double Deviation(ReadOnlySpan<double> levels)
    {
        var seen = levels.ToArray().Where(double.IsFinite).ToArray();
        if (seen.Length == 0) return 0;
        var mean = seen.Average();
        return Math.Sqrt(seen.Average(level => (level - mean) * (level - mean)));
    }
}
