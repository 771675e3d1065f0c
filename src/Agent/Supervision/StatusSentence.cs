using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Supervision;

/// <summary>What <c>systemctl status</c> shows: what is watched, what is open, what was said last.</summary>
/// <remarks>It tells no time that passes: a sentence that stays the same is sent once.</remarks>
internal static class StatusSentence
{
    private const int MostNamed = 3;

    public static string Of(WatchRoom room)
    {
        lock (room.Book.Gate)
            return string.Join("; ", Watched(room.Plan), Open(room.Book.All), Last(room.Book.All));
    }

    private static string Watched(AgentPlan plan)
    {
        var services = Few([.. plan.Services.Select(service => service.Service)]);
        return $"{(plan.Mode == Mode.Gate ? "gates" : "observes")} {services} in {plan.Environment}";
    }

    private static string Open(IReadOnlyCollection<Deployment> all)
    {
        var open = all.Where(deployment => deployment.IsOpen)
            .OrderBy(deployment => deployment.AnnouncedAt).ThenBy(deployment => deployment.Id, StringComparer.Ordinal)
            .Select(deployment => $"{deployment.Id} ({GateAnswers.Words(deployment.State.ToString())})").ToList();
        return open.Count == 0 ? "no deployment is open" : $"{open.Count} open: {Few(open)}";
    }

    private static string Last(IReadOnlyCollection<Deployment> all)
    {
        var last = all.SelectMany(deployment => deployment.Verdicts).MaxBy(verdict => verdict.DecidedAt);
        return last is null
            ? "no verdict yet"
            : $"last verdict: {Said(last)} at {last.DecidedAt:yyyy-MM-dd HH:mm:ss} UTC";
    }

    private static string Said(VerdictIssued verdict)
    {
        var cause = verdict.Cause is { } why ? $" ({GateAnswers.Words(why.ToString())})" : "";
        return $"{GateAnswers.Words(verdict.Decision.ToString())}{cause} for {verdict.DeploymentId}";
    }

    private static string Few(List<string> names) => names.Count <= MostNamed
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more";
}
