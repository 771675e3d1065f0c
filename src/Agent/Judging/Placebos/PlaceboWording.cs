using System.Globalization;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>What the placebo judge came to, as a sentence.</summary>
internal static class PlaceboWording
{
    /// <summary>Points below this width have no measured rate of false rollbacks yet.</summary>
    public static readonly TimeSpan ShortestCalibrated = TimeSpan.FromMinutes(1);

    private const int Last = 5;

    /// <summary>Levels of which one is told as so many times the other, from there on.</summary>
    private const double LeastTimes = 1.5;

    /// <summary>Below this a change is none worth a word.</summary>
    private const double LeastTold = 0.005;

    /// <summary>"p99 0.215, was 0.12 (1.8 times): worse than all 640 pretend deployments of this signal (extrapolated:
    /// about 1 in 16 000)".</summary>
    public static string Fails(PlaceboTelling told) => $"{Now(told)}: {Rank(told)}{Uncalibrated(told)}";

    /// <summary>"p99 0.121, was 0.12; an increase of up to 30 % is not excluded; 45 % or more would have been
    /// found".</summary>
    public static string Passes(PlaceboTelling told, bool bounded) =>
        $"{Now(told)}; {Left(told, bounded)}{Detectable(told)}{Uncalibrated(told)}"
            + (bounded || !told.Plan.Critical ? "" : Advice.ToBound(told.Plan, Effect(told)));

    /// <summary>"an increase of up to 30 % is not excluded", and what is tolerated where that is less.</summary>
    public static string Left(PlaceboTelling told, bool bounded)
    {
        var (plan, finding) = (told.Plan, told.Finding);
        var (what, worst) = plan.Direction switch
        {
            Direction.Increase => ("an increase", finding.High),
            Direction.Decrease => ("a decrease", -finding.Low),
            _ => ("a change", Math.Max(-finding.Low, finding.High)),
        };
        var size = double.IsFinite(worst) ? $"up to {Change(told, Math.Max(0, worst))}" : "any size";
        var tolerated = bounded ? ""
            : plan.TolerateIsDifference ? $" ({Wording.PercentagePoints(plan.Tolerate)} is tolerated)"
            : $" ({Wording.Percent(plan.Tolerate)} is tolerated)";
        return $"{what} of {size} is not excluded{tolerated}";
    }

    private static string Now(PlaceboTelling told)
    {
        var finding = told.Finding;
        var counted = told.Counted;
        var late = finding.Statistic is Statistics.ExplainedLastFive
            || finding.Statistic == Statistics.Names[Statistics.LastFive];
        var recent = late && counted.Length > Last;
        var level = recent ? LastMean(told.Observed.Span, finding.Look) : Selection.Quantile(counted, 0.5);
        var when = recent ? " in its last points" : "";
        var again = finding.Statistic == Statistics.Names[Statistics.Envelope] && finding.CrossedAt is not null
            ? ", and beyond anything usual again and again" : "";
        var change = recent ? level - finding.Normal : finding.Change;
        return $"{told.Name} {Wording.Level(level, told.Unit)}{when}, was {Wording.Level(finding.Normal, told.Unit)}"
            + $"{Compared(told, level, change)}{again}";
    }

    /// <summary>"(1.8 times)", "(12 % more)"; what the time of day explains is not told as the version's.</summary>
    private static string Compared(PlaceboTelling told, double level, double change)
    {
        var normal = told.Finding.Normal;
        var scale = told.Finding.Scale;
        var effect = change / scale;
        if (!double.IsFinite(effect) || Math.Abs(effect) < LeastTold) return "";
        var bare = (level - normal) / scale;
        var more = $"{Wording.Percent(Math.Abs(effect))} {(effect > 0 ? "more" : "less")}";
        if (Math.Abs(bare - effect) > 0.1 * Math.Abs(effect) + LeastTold) return $" ({more} {told.Beyond})";
        if (scale > Math.Abs(normal) * (1 + LeastTold)) return $" ({more}, as a share of its mean at this time)";
        return normal > 0 && 1 + effect >= LeastTimes ? $" ({Wording.Times(1 + effect)})" : $" ({more})";
    }

    private static double? Effect(PlaceboTelling told) => told.Plan.TolerateIsDifference ? told.Finding.Change
        : told.Finding.Scale > 0 ? told.Finding.Change / told.Finding.Scale : null;

    private static string Rank(PlaceboTelling told)
    {
        var (finding, placebos) = (told.Finding, told.Calibration.Placebos);
        if (finding.Exceeded > 0)
            return $"worse than all but {finding.Exceeded} of {Wording.Count(placebos)} pretend deployments of this"
                + " signal";
        var oneIn = Math.Exp(finding.Strength - told.LogWeight);
        var beyond = oneIn > placebos ? $" (extrapolated: about 1 in {Rounded(oneIn)})" : "";
        return $"worse than all {Wording.Count(placebos)} pretend deployments of this signal{beyond}";
    }

    private static string Detectable(PlaceboTelling told) => double.IsFinite(told.Finding.Detectable)
        ? $"; {Change(told, told.Finding.Detectable)} would have been found" : "";

    private static string Uncalibrated(PlaceboTelling told) =>
        told.Interval < ShortestCalibrated ? "; uncalibrated at this interval" : "";

    /// <summary>A change as a share of the level; in its unit where there is no level.</summary>
    private static string Change(PlaceboTelling told, double change) => told.Finding.Scale switch
    {
        0 => Wording.Level(change, told.Unit),
        var size when double.IsFinite(change / size) => Wording.Percent(change / size),
        _ => "any size",
    };

    private static double LastMean(ReadOnlySpan<double> observed, int look)
    {
        var (sum, count, end) = (0.0, 0, Math.Min(look, observed.Length));
        foreach (var level in observed[Math.Max(0, end - Last)..end])
            if (double.IsFinite(level))
                (sum, count) = (sum + level, count + 1);
        return sum / count;
    }

    /// <summary>Two digits: more would claim to know.</summary>
    private static string Rounded(double oneIn)
    {
        if (!(oneIn < 1e9)) return "a billion or more";
        var digits = double.Parse(oneIn.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Wording.Count(digits);
    }
}
