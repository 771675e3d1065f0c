using System.Globalization;
using System.Text;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What the tables mean, in words: beside every number how it came about.</summary>
internal static class JudgeLegend
{
    private const string Rivals = """

        The rivals. Mean, p99, sigma and E5's quantiles are those of the last day; CUSUM and the rank test compare
        with the 60 points before t0. All but the rank test look at every point after the warm-up. *First* and *fifth
        breach*: that many points above it so far. *CUSUM*: slack 0.5 sigma, limit 5. *E5*: the fifth point over
        median + 1.5 × (p99 − median). A spread is at least 1 % of the level, and a signal with a mean or p99 of 0 is
        not judged by it (in their favour). *Rank test*: the 98 % interval of the shift against ± 0.25 × its estimate,
        as the best-known canary judge has it, at our looks from five points on ("each look") or once. *By size* is
        the same interval against a share of the control's median (at least of the day's spread), which nobody ships;
        the share is tuned.

        At equal FRR each judge's single threshold is tuned on the very deployments that it is then measured on, in the
        rivals' favour: theirs to the last digit, ours by its budget and in coarse steps.

        """;

    public static string Of(JudgeBenchmarkOptions options)
    {
        var (signals, critical, before) = (TrialPlan.SignalsOfEach, Trial.MostCritical, TrialPlan.BasePoints);
        var (window, warmUp) = (options.Window, JudgeBenchmarkOptions.WarmUp);
        var around = SeriesFolder.AroundFault.TotalMinutes;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ## judge

            `eng/bench judge --data DIR {Words(options)}`

            Pretend deployments at random moments of real series when nothing was deployed: as they were (healthy),
            and with a fault put into one of their {signals} signals, of which {critical} are critical.
            `machine`: servers, a point a minute; `omi`: application servers, a point every five minutes; `nezha`:
            pods of two demonstration shops, a point a minute.
            Window {window} points, of which {warmUp} are warm-up, for all judges alike; history {History(options)}.
            Left out: moments with a labelled anomaly in the window or in the {before} points before it, or within
            {around} minutes of a known fault; signals that are constant in the whole file. {Masks(options)}
            Every signal is judged for an increase. The same seed prints the same tables.

            FRR: share of healthy deployments rolled back. PR: promoted. In each cell per cent, and a 95 % interval
            for which whole files are drawn again ({ClusterBootstrap.Samples} times, each data set for itself), since
            deployments of one file are not independent; that of three files is rough at best. Points: median points
            after t0, warm-up included, at which +50 % was found. Pretend deployments hold no restart, while real
            ones do.

            Found, ours: a rollback that names the faulty signal inside the window. The rivals judge each signal by
            itself: found when the faulty one fails inside the window, also where another's false alarm came first
            (in their favour). ¹ They know no "inconclusive": promoted is whatever is not rolled back.

            The faults, in one signal that moves and whose level is above zero:


            """);
        foreach (var fault in FaultCatalog.All) text.Append($"- **{fault.Name}**: {fault.Meaning}\n");
        return text.Append(Rivals).ToString();
    }

    private static string Words(JudgeBenchmarkOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"--seed {options.Seed} --healthy {options.Healthy} --window {options.Window}")
        + (options.HistoryDays is { } days
            ? string.Create(CultureInfo.InvariantCulture, $" --history-days {days}")
            : "")
        + (options.Masks ? " --masks" : "");

    private static string Masks(JudgeBenchmarkOptions options) => options.Masks
        ? "Labelled anomalies of the past are masked."
        : "Nobody tells the judge about the anomalies of the past.";

    private static string History(JudgeBenchmarkOptions options) => options.HistoryDays is { } days
        ? string.Create(CultureInfo.InvariantCulture, $"{days} days")
        : "14 days, for the pods the 12 to 20 hours that they have";
}
