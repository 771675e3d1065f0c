namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The four ways in which points after a moment may be worse than those before it.</summary>
/// <remarks>All are differences of levels with the season taken off, turned so that up is bad. Source: JUDGE section
/// 3, step 2.</remarks>
internal static class Statistics
{
    public const int Count = 4;

    /// <summary>The middle after the warm-up less the middle before: a step that stays.</summary>
    public const int Median = 0;

    /// <summary>Share of the points before that lie below a point after: a small step in little noise.</summary>
    public const int Rank = 1;

    /// <summary>Mean of the last five points less the mean before: what starts late, and what grows.</summary>
    public const int LastFive = 2;

    /// <summary>The fifth largest point so far against what two days had: spikes again and again.</summary>
    public const int Envelope = 3;

    /// <summary>Name of the median less what explains it.</summary>
    public const string ExplainedMedian = "xmed";

    /// <summary>Name of the last five less what explains them.</summary>
    public const string ExplainedLastFive = "xlast5";

    /// <summary>Points before t0 that those after it are compared with.</summary>
    public const int BasePoints = 60;

    /// <summary>Over this share of missing points in a stretch, nothing is said about it.</summary>
    public const double MostMissing = 0.30;

    public static IReadOnlyList<string> Names { get; } = ["rmed", "rauc", "last5", "renv5"];
}
