using System.Globalization;
using System.Text;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What the tables mean, in words: beside every number how it came about.</summary>
internal static class JudgeLegend
{
    public static string Of(JudgeBenchmarkOptions options)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ## judge

            `eng/bench judge --data DIR --seed {options.Seed} --healthy {options.Healthy} --window {options.Window}`: pretend deployments at random moments of real series when
            nothing was deployed, as they were (healthy) and with a fault put into one of their {TrialPlan.SignalsOfEach} signals, {Trial.MostCritical} of which are critical. `machine`: servers,
            one point a minute; `omi`: application servers, every five minutes; `nezha`: pods of two demonstration shops, every minute. Window
            {options.Window} points, of which {JudgeBenchmarkOptions.WarmUp} are warm-up, for all judges alike; history {History(options)}. Left out: moments with a labelled
            anomaly in the window or in the {TrialPlan.BasePoints} points before it, or within {SeriesFolder.AroundFault.TotalMinutes:0} minutes of a known fault; signals that are constant in the whole file.
            {(options.Masks ? "Labelled anomalies of the past are masked." : "Nobody tells the judge about the anomalies of the past.")} Every signal is judged for an increase. The same seed prints the same tables.

            FRR: share of healthy deployments rolled back; PR: promoted. In each cell per cent and a 95 % interval, for which whole files are drawn
            again ({ClusterBootstrap.Samples} times, each data set for itself), since deployments of one file are not independent; that of three files is rough at best. Points:
            median points after t0, warm-up included, at which +50 % was found. Placebos hold no restart, while real deployments do.

            Found, ours: a rollback that names the faulty signal inside the window. The rivals judge each signal by itself: found when the
            faulty one fails inside the window, also where another's false alarm came first (in their favour). ¹ They know no "inconclusive":
            promoted is whatever is not rolled back.

            The faults, in one signal that moves and whose level is above zero:

            """);
        foreach (var fault in FaultCatalog.All) text.Append($"\n- **{fault.Name}**: {fault.Meaning}");
        text.Append("""


            The rivals. Mean, p99, sigma and E5's quantiles are those of the last day; CUSUM and the rank test compare with the 60 points before t0.
            All but the rank test look at every point after the warm-up. *First* and *fifth breach*: that many points above it so far. *CUSUM*:
            slack 0.5 sigma, limit 5. *E5*: the fifth point over median + 1.5 × (p99 − median). A spread is at least 1 % of the level, and a
            signal with a mean or p99 of 0 is not judged by it (in their favour). *Rank test*: the 98 % interval of the shift against
            ± 0.25 × its estimate, as the best-known canary judge has it, at our looks from five points on ("each look") or once. *By size* is
            the same interval against a share of the control's median, which nobody ships; it is tuned in its favour.
            At equal FRR each judge's single threshold is tuned on the very deployments that it is then measured on, again in the rivals' favour;
            ours by its budget.

            """);
        return text.ToString();
    }

    private static string History(JudgeBenchmarkOptions options) => options.HistoryDays is { } days
        ? string.Create(CultureInfo.InvariantCulture, $"{days} days")
        : "14 days, for the pods the 12 to 20 hours that they have";
}
