using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>A service whose agent has measured its load for days, at points of a minute.</summary>
internal static class TwoDays
{
    public const string Load = "box.saturation.cpu";

    public static readonly PolicyPlan Minutes = new()
    {
        Interval = TimeSpan.FromMinutes(1),
        StartWithin = TimeSpan.FromMinutes(2),
        WarmUp = TimeSpan.FromMinutes(3),
        Window = TimeSpan.FromMinutes(20),
        MinWatch = TimeSpan.FromMinutes(10),
        Deadline = TimeSpan.FromMinutes(60),
        MaxDuration = TimeSpan.FromHours(4),
        Bake = TimeSpan.FromMinutes(30),
    };

    public static WatchedAgent Agent(double days = 2, params RulePlan[] rules)
    {
        var agent = WatchedAgent.Remembering(
            Minutes,
            rules.Length > 0 ? rules : [new CompareRulePlan { Name = "load", Signal = Load, Critical = true }],
            now => Past(now, days));
        agent.Shop.Load = LevelAt;
        agent.RunMinutes(2);
        return agent;
    }

    /// <summary>Announces a version that multiplies the load, and brings it.</summary>
    public static void Deploy(
        WatchedAgent agent, double factor, Func<DeploymentStarted, DeploymentStarted>? with = null)
    {
        Assert.Equal(AcceptanceKind.Taken, agent.Start(with: with).Kind);
        agent.RunMinutes(1);
        agent.Shop.Replace("2");
        agent.Shop.Load = at => factor * LevelAt(at);
        agent.RunMinutes(1);
        if (agent.Status().Strategy == Strategy.Replace) agent.Finish();
    }

    public static void RunUntil(WatchedAgent agent, DeploymentState state, int atMost = 70)
    {
        for (var i = 0; i < atMost && agent.Status().State != state; i++) agent.RunMinutes(1);
        Assert.Equal((state, ""), (agent.Status().State, agent.Status().State == state ? "" : agent.Status().Summary));
    }

    /// <summary>All that is judged on points in a verdict, as JSON. How often a process was looked at is not: a
    /// restarted agent has seen it less often.</summary>
    public static string Said(VerdictIssued verdict) => System.Text.Json.JsonSerializer.Serialize(
        verdict with
        {
            Agent = verdict.Agent with { Epoch = 0 },
            JournalHead = "",
            Evidence = [.. verdict.Evidence.Where(evidence => evidence.Method != "failure-at-once")],
        },
        Bellwether.Contracts.Wire.ContractsJson.Wire.VerdictIssued);

    public static IEnumerable<HistoryRow> Past(DateTimeOffset until, double days, double scale = 1)
    {
        var width = TimeSpan.FromMinutes(1);
        var end = until.ToUnixTimeSeconds() / 60;
        for (var minute = end - (long)(days * 1440); minute < end; minute++)
        {
            var at = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
            var level = scale * LevelAt(at);
            yield return new()
            {
                Service = "shop",
                Environment = WatchedAgent.Environment,
                Signal = Load,
                Kind = SignalKind.Gauge,
                Unit = "ratio",
                Instance = "box",
                At = at,
                Width = width,
                Sum = level,
                Count = 1,
                Min = level,
                Max = level,
            };
        }
    }

    /// <summary>A day's wave, and an unrest that is the same at the same minute.</summary>
    public static double LevelAt(DateTimeOffset at)
    {
        var minute = (ulong)(at.ToUnixTimeSeconds() / 60);
        var mixed = (minute + 1) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        var unrest = (mixed >> 11) / (double)(1UL << 53) - 0.5;
        return 0.3 + 0.08 * Math.Sin(minute * 2 * Math.PI / 1440) + 0.06 * unrest;
    }
}
