using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What the placebo judge is asked about a rule, out of what a scene holds.</summary>
internal static class PlaceboQuestions
{
    /// <summary>The question, and those of the signals that explain this one.</summary>
    /// <param name="comparison">A rule and its signal.</param>
    /// <param name="known">What was learned for it; it holds.</param>
    /// <param name="scene">The moment.</param>
    public static PlaceboQuestion Of(Comparison comparison, RuleCalibration known, Scene scene)
    {
        var rules = scene.Calibration.Rules;
        var together = new PlaceboQuestion?[rules.Count];
        foreach (var sibling in known.Learned!.Siblings)
            if (sibling < together.Length)
                together[sibling] = Sibling(rules[sibling], scene);
        return Alone(comparison, known.Learned, scene) with { Together = together };
    }

    /// <summary>Levels from t0 on that the looks of a calibration reach.</summary>
    public static double[] LevelsOf(Comparison comparison, Scene scene, Point[] points, Calibration learned)
    {
        var levels = new double[Math.Min(points.Length, learned.Looks[^1])];
        for (var i = 0; i < levels.Length; i++) levels[i] = comparison.PlaceboLevel(in points[i], scene.Interval);
        return levels;
    }

    private static PlaceboQuestion? Sibling(RuleCalibration known, Scene scene)
    {
        if (known.Learned is null
            || scene.Plan.Rules.FirstOrDefault(rule => rule.Name == known.Rule) is not CompareRulePlan plan
            || SignalView.Find(scene.Snapshot, plan.Signal) is not { } view || !known.HoldsFor(view))
            return null;
        return Alone(Comparison.Of(plan, view, known), known.Learned, scene);
    }

    private static PlaceboQuestion Alone(Comparison comparison, Calibration learned, Scene scene) => new()
    {
        Calibration = learned,
        Before = Before(comparison, scene),
        Observed = LevelsOf(comparison, scene, scene.Since(comparison.History.After), learned),
        SinceAnnouncement = SinceAnnouncement(scene),
        Allow = comparison.Plan.Allow,
        LogWeight = Budget.LogWeight(comparison.Plan, scene.Plan),
        Needed = Budget.Needed(scene) + scene.Surcharge,
    };

    /// <summary>The last levels before t0; masks do not matter, the moment before is what it is.</summary>
    private static double[] Before(Comparison comparison, Scene scene)
    {
        var before = comparison.History.Before.Points;
        var from = Math.Max(0, before.Count - Statistics.BasePoints);
        var levels = new double[before.Count - from];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = comparison.PlaceboLevel(before[from + i], scene.Interval);
        return levels;
    }

    /// <summary>Points between what was learned from and t0. A t0 that turned out to be earlier is that
    /// moment.</summary>
    private static int SinceAnnouncement(Scene scene) =>
        (int)Math.Clamp(Math.Round((scene.First - scene.Calibration.End) / scene.Interval), 0, int.MaxValue / 2);
}
