using System.Globalization;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Contracts.Signals;

namespace Bellwether.Benchmarks.Rehearsing;

/// <summary>How long <c>replay --calibrate</c> takes: 14 days of a point a minute, 20 signals, 500 pretend
/// deployments.</summary>
internal static class CalibrateBenchmark
{
    private const int Day = 1_440;

    public static Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--days", "--signals", "--deployments") is not { } options)
            return Task.FromResult(2);
        var (days, signals, deployments) = (Of("--days", 14), Of("--signals", 20), Of("--deployments", 500));
        var table = Table(days * Day, signals);
        var rules = new RuleWishes { Critical = new HashSet<string> { "app.errors" } }.Of(table);
        var (began, cpu) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var report = RehearsalRun.Run(
            table, rules, new() { Source = "made", Deployments = deployments }, _ => { }, CancellationToken.None);
        var took = TimeProvider.System.GetElapsedTime(began);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{days} days x {signals} signals x {deployments} pretend deployments:"
            + $" {took.TotalSeconds:0.0} s, {cpu.TotalSeconds:0.0} s of processor time,"
            + $" {cpu.TotalMilliseconds / report.Deployments / signals:0.00} ms a signal and deployment,"
            + $" {Environment.WorkingSet / 1e6:0} MB");
        Console.WriteLine($"rolled back {report.RolledBack.Count}, promoted {report.Promoted.Count},"
            + $" inconclusive {report.Inconclusive.Count} of {report.Deployments}");
        return Task.FromResult(0);

        int Of(string name, int standard) => options.TryGetValue(name, out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
    }

    private static PointTable Table(int points, int signals) => new()
    {
        Grid = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1), points),
        Signals = [Errors(points), .. Enumerable.Range(1, signals - 1).Select(i => Level(i, points))],
    };

    /// <summary>A day's wave with noise that remembers, more of it from signal to signal.</summary>
    private static TableSignal Level(int number, int points)
    {
        var (state, memory) = ((ulong)number, 0.0);
        var levels = new double[points];
        for (var i = 0; i < points; i++)
        {
            memory = 0.3 * (number % 4) * memory + 0.02 * number * (Uniform(ref state) - 0.5);
            levels[i] = 10 * (1 + 0.3 * Math.Sin(2 * Math.PI * i / Day + number)) * Math.Exp(memory);
        }

        return new() { Name = $"signal-{number}", Kind = SignalKind.Gauge, Unit = "", Levels = levels };
    }

    private static TableSignal Errors(int points)
    {
        var state = 77UL;
        var pairs = new CountPair[points];
        for (var i = 0; i < points; i++) pairs[i] = CountPair.Of(Uniform(ref state) < 0.2 ? 1 : 0, 200);
        return new() { Name = "app.errors", Kind = SignalKind.Ratio, Unit = "ratio", Pairs = pairs };
    }

    private static double Uniform(ref ulong state) => (PlaceboTimes.Next(ref state) >> 11) * (1.0 / (1UL << 53));
}
