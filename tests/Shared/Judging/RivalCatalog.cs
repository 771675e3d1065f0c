namespace Bellwether.Testing.Judging;

/// <summary>The judges that people use. The threshold ones look at every point after the warm-up, the rank tests at
/// our looks from five points on, or once at the end.</summary>
internal static class RivalCatalog
{
    private const int FewestRanked = 5;
    private const double CusumSlack = 0.5;

    public static IReadOnlyList<Rival> All { get; } =
    [
        new("1.5 × mean, first breach", 1.5, (scene, levels) => Breaches(scene, levels, OverMean, 1)),
        new("1.5 × mean, fifth breach", 1.5, (scene, levels) => Breaches(scene, levels, OverMean, 5)),
        new("p99, first breach", 1, (scene, levels) => Breaches(scene, levels, OverP99, 1)),
        new("p99, fifth breach", 1, (scene, levels) => Breaches(scene, levels, OverP99, 5)),
        new("3 sigma, any", 3, (scene, levels) => Breaches(scene, levels, Sigmas, 1)),
        new("3 sigma, three in a row", 3, (scene, levels) => InARow(scene, levels, 3)),
        new("CUSUM", 5, Cusum),
        new("E5", 1.5, (scene, levels) => Breaches(scene, levels, Reaches, 5)),
        new("rank test, each look", RankTest.Deviation98, EachLook((_, test) => test.Standing())),
        new("rank test, at the end", RankTest.Deviation98, AtTheEnd((_, test) => test.Standing())),
    ];

    /// <summary>The rank test with another knob to turn: how much of the control's median (at least the day's spread)
    /// the shift must surely exceed. Nobody ships it; it is here because it suits the test better than its
    /// confidence.</summary>
    public static IReadOnlyList<Rival> ReTunedOnly { get; } =
    [
        new("rank test, each look, by size", double.NaN, EachLook((scene, test) => test.RelativeLow(scene.DaySpread))),
        new("rank test, at the end, by size", double.NaN, AtTheEnd((scene, test) => test.RelativeLow(scene.DaySpread))),
    ];

    private static double OverMean(RivalScene scene, double level) =>
        scene.DayMean > 0 ? level / scene.DayMean : double.NaN;

    private static double OverP99(RivalScene scene, double level) =>
        scene.DayP99 > 0 ? level / scene.DayP99 : double.NaN;

    private static double Sigmas(RivalScene scene, double level) =>
        scene.DaySpread > 0 ? (level - scene.DayMean) / scene.DaySpread : double.NaN;

    private static double Reaches(RivalScene scene, double level) => scene.Day is { } day && day.Highest > day.Median
        ? 1.5 * (level - day.Median) / (day.Highest - day.Median)
        : double.NaN;

    /// <summary>At each point the n-th highest score so far.</summary>
    private static double[] Breaches(
        RivalScene scene, double[] levels, Func<RivalScene, double, double> score, int nth)
    {
        var scores = Nothing(levels.Length);
        var highest = new List<double>();
        for (var i = scene.WarmUp; i < levels.Length; i++)
        {
            var own = score(scene, levels[i]);
            if (double.IsNaN(own)) continue;
            var place = highest.BinarySearch(own, Comparer<double>.Create((left, right) => right.CompareTo(left)));
            highest.Insert(place < 0 ? ~place : place, own);
            if (highest.Count >= nth) scores[i] = highest[nth - 1];
        }

        return scores;
    }

    private static double[] InARow(RivalScene scene, double[] levels, int length)
    {
        var scores = Nothing(levels.Length);
        for (var i = scene.WarmUp + length - 1; i < levels.Length; i++)
        {
            var least = double.PositiveInfinity;
            for (var back = 0; back < length; back++) least = Math.Min(least, Sigmas(scene, levels[i - back]));
            scores[i] = least;
        }

        return scores;
    }

    private static double[] Cusum(RivalScene scene, double[] levels)
    {
        var scores = Nothing(levels.Length);
        var sum = 0.0;
        for (var i = scene.WarmUp; i < levels.Length; i++)
        {
            if (!double.IsFinite(levels[i]) || !(scene.BeforeSpread > 0)) continue;
            sum = Math.Max(0, sum + (levels[i] - scene.BeforeMean) / scene.BeforeSpread - CusumSlack);
            scores[i] = sum;
        }

        return scores;
    }

    private static Func<RivalScene, double[], double[]> EachLook(Func<RivalScene, RankTest, double> score) =>
        (scene, levels) => Ranks(scene, levels, score, scene.Looks);

    private static Func<RivalScene, double[], double[]> AtTheEnd(Func<RivalScene, RankTest, double> score) =>
        (scene, levels) => Ranks(scene, levels, score, [scene.Looks[^1]]);

    private static double[] Ranks(
        RivalScene scene, double[] levels, Func<RivalScene, RankTest, double> score, IReadOnlyList<int> looks)
    {
        var scores = Nothing(levels.Length);
        foreach (var look in looks)
        {
            if (look < scene.WarmUp + FewestRanked || look > levels.Length || scene.Before.Length == 0) continue;
            var after = Averages.Finite(levels.AsSpan(scene.WarmUp, look - scene.WarmUp));
            if (after.Length >= FewestRanked) scores[look - 1] = score(scene, new(after, scene.Before));
        }

        return scores;
    }

    private static double[] Nothing(int length)
    {
        var scores = new double[length];
        Array.Fill(scores, double.NaN);
        return scores;
    }
}
