using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Restarts;

/// <summary>Fails at so many restarts since t0, the replacement itself not counted.</summary>
internal static class RestartsRule
{
    private const string Method = "restarts";

    public static Finding Examine(RestartsRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, Method, view) is { } unseen) return unseen;
        var history = view!.History;
        if (history.ProviderUnavailable) return Finding.TooFew(plan, Method, view, 0);
        var failed = history.Count >= plan.FailAt;
        return new()
        {
            Evidence = new()
            {
                Rule = plan.Name,
                Signal = plan.Signal,
                Outcome = failed ? Outcome.Fail : Outcome.Pass,
                Critical = plan.Critical,
                Method = Method,
                Unit = "restarts",
                PreExisting = failed && history.CountBefore >= plan.FailAt,
                Observed = new()
                {
                    From = scene.Snapshot.T0,
                    To = scene.Snapshot.Now,
                    Points = scene.Points,
                    Value = history.Count,
                },
                Explanation = $"{history.Count} {(history.Count == 1 ? "restart" : "restarts")} after the replacement"
                    + $" ({plan.FailAt} fail)",
            },
        };
    }
}
