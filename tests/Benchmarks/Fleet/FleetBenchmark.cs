using System.Globalization;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Benchmarks.Fleet;

/// <summary>What many servers see together that one does not: pretend deployments on real servers, healthy and with a
/// small fault on all of them.</summary>
internal static class FleetBenchmark
{
    private const double Target = 0.02;
    private const double Budget = 0.05;
    private static readonly double[] Faults = [0.5, 1, 2];

    public static int Run(string[] words)
    {
        var read = OptionWords.Read(words, "--data", "--hosts", "--deployments", "--days", "--seed");
        if (read is not { } options) return 2;
        string Word(string name, string otherwise) => options.GetValueOrDefault(name, otherwise);
        int Number(string name, int otherwise) =>
            int.Parse(Word(name, $"{otherwise}"), NumberStyles.None, CultureInfo.InvariantCulture);
        var folder = Word("--data", "../shared/series");
        if (FleetSeries.Read(folder, Word("--hosts", "omi-*.csv.gz")) is not { } series)
        {
            Console.WriteLine($"Not run: {folder} holds no servers that were measured at the same times.");
            return 0;
        }

        var (deployments, history) = (Number("--deployments", 300), Number("--days", 10) * 288);
        var state = (ulong)Number("--seed", 1);
        var rows = new List<(double Healthy, double[] Faulty, double[] Alone, double[][] AloneFaulty)>();
        for (var i = 0; i < deployments; i++)
        {
            var metric = series.Metrics[(int)(PlaceboTimes.Next(ref state) % (ulong)series.Metrics.Count)];
            var free = (ulong)(series.Points - history - FleetTrial.Window);
            var at = history + (int)(PlaceboTimes.Next(ref state) % free);
            var trial = new FleetTrial([.. series.Hosts.Select(host => host[metric])], at, history, state);
            if (trial.Scores(0) is not { } healthy) continue;
            var faulty = Faults.Select(sigmas => trial.Scores(sigmas)!.Value).ToArray();
            rows.Add((healthy.Fleet, [.. faulty.Select(score => score.Fleet)], [.. healthy.Alone],
                [.. faulty.Select(score => score.Alone.ToArray())]));
        }

        Console.WriteLine($"{series.Hosts.Count} servers, {series.Metrics.Count} metrics, {rows.Count} deployments,"
            + $" {history / 288} days of history, window {FleetTrial.Window} points");
        Print("one server", [.. rows.SelectMany(row => row.Alone)],
            fault => [.. rows.SelectMany(row => row.AloneFaulty[fault])]);
        Print("fleet", [.. rows.Select(row => row.Healthy)], fault => [.. rows.Select(row => row.Faulty[fault])]);
        return 0;
    }

    private static void Print(string who, double[] healthy, Func<int, double[]> faulty)
    {
        var shipped = -Math.Log(Budget);
        var ascending = healthy.Order().ToArray();
        var tuned = ascending[(int)Math.Ceiling(ascending.Length * (1 - Target)) - 1] + 1e-9;
        foreach (var (name, needed) in new[] { ("budget 5 %", shipped), ("tuned to 2 %", tuned) })
        {
            string Share(double[] scores) =>
                $"{100.0 * scores.Count(score => score >= needed) / scores.Length,5:0.0} %";
            var found = Faults.Select((sigmas, i) => $"+{sigmas} sigma {Share(faulty(i))}");
            Console.WriteLine($"{who,-11} {name,-13} false {Share(healthy)}  found {string.Join("  ", found)}");
        }
    }
}
