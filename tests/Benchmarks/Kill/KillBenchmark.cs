using System.Globalization;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Kill;

/// <summary><c>kill</c>: the real agent is killed while it watches, and nothing may be lost or contradictory.</summary>
internal static class KillBenchmark
{
    private const int DefaultKills = 200;

    /// <summary>Share of the deployments that must reach a promote or a rollback: else the run proves little.</summary>
    private const double LeastDecided = 1 / 3.0;

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--kills", "--seed", "--agent", "--lanes") is not { } options) return 2;
        var plan = new KillPlan
        {
            Agent = [options.GetValueOrDefault("--agent") ?? BuiltAgent.Launcher],
            Kills = int.Parse(options.GetValueOrDefault("--kills", $"{DefaultKills}"), CultureInfo.InvariantCulture),
            Seed = ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture),
            Lanes = int.Parse(options.GetValueOrDefault("--lanes", "4"), CultureInfo.InvariantCulture),
            Tell = Console.WriteLine,
        };
        var report = await new KillHarness(plan, TimeProvider.System).RunAsync(CancellationToken.None);
        Console.WriteLine();
        Console.WriteLine(report);
        if (report.Decided < LeastDecided * report.Deployments.Count)
            Console.WriteLine("too few verdicts are promote or rollback: the run proves little");
        return report.Faults.Count == 0 && report.Kills >= plan.Kills
            && report.Decided >= LeastDecided * report.Deployments.Count ? 0 : 1;
    }
}
