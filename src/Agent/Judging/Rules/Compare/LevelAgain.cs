using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>A level that the placebo judge had failed, on the last points of the old version.</summary>
/// <remarks>What lies just before is the version that was sick, so the points before the announcement are what it is
/// compared with; the time of day is taken off both.</remarks>
internal static class LevelAgain
{
    /// <summary>The change that is left; nothing is decided on it here.</summary>
    /// <param name="was">The evidence that failed.</param>
    /// <param name="comparison">Its rule and signal.</param>
    /// <param name="last">The scene of the last points.</param>
    public static Evidence Examine(Evidence was, Comparison comparison, Scene last)
    {
        var unit = comparison.PlaceboUnit;
        var before = Before(comparison, last);
        var after = last.Since(comparison.History.After);
        var now = Levels(after.AsSpan(last.From), last.At(last.From), comparison, last);
        var (normal, level) = (Middle(before.Bare), Middle(now.Bare));
        var change = Middle(now.Residual) - Middle(before.Residual);
        return was with
        {
            Outcome = Outcome.Inconclusive,
            Cause = null,
            Observed = new()
            {
                From = last.At(last.From),
                To = last.At(last.Points),
                Points = now.Bare.Length,
                Value = Known(level),
            },
            Effect = normal != 0 ? Known(change / Math.Abs(normal)) : null,
            Low = null,
            High = null,
            Detectable = null,
            Strength = null,
            Placebos = null,
            Exceeded = null,
            PreExisting = false,
            Explanation = $"{comparison.Plan.Signal} is {Wording.Level(level, unit)},"
                + $" was {Wording.Level(normal, unit)} before the deployment",
        };
    }

    private static (double[] Bare, double[] Residual) Before(Comparison comparison, Scene scene)
    {
        var end = scene.Calibration.Rules.Count > 0 ? scene.Calibration.End : scene.Snapshot.AnnouncedAt;
        var before = comparison.History.Before.Until(end);
        var from = Math.Max(0, before.Points.Count - Statistics.BasePoints);
        return Levels(Contiguous.Of(before.Points)[from..], before.At(from), comparison, scene);
    }

    private static (double[] Bare, double[] Residual) Levels(
        ReadOnlySpan<Point> points, DateTimeOffset start, Comparison comparison, Scene scene)
    {
        var seasonal = scene.Learned(comparison.Plan.Name)?.Learned?.Seasonal ?? [];
        var place = Statistics.BasePoints + (int)Math.Round((start - scene.Calibration.End) / scene.Interval);
        var (bare, residual) = (new List<double>(), new List<double>());
        for (var i = 0; i < points.Length; i++, place++)
        {
            var level = comparison.PlaceboLevel(in points[i], scene.Interval);
            if (!double.IsFinite(level)) continue;
            bare.Add(level);
            var usual = place >= 0 && place < seasonal.Length && double.IsFinite(seasonal[place]) ? seasonal[place] : 0;
            residual.Add(level - usual);
        }

        return ([.. bare], [.. residual]);
    }

    private static double Middle(double[] levels) => Selection.Quantile([.. levels], 0.5);

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
