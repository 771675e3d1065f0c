using Bellwether.Agent.Judging;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>What is told of one deployment, each thing in a few words.</summary>
internal static class StatusCells
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(2);

    /// <summary>"rollback", "promote (overridden)", "inconclusive (no-data, advisory)"; "pending" while it is watched,
    /// "-" where nothing was ever decided.</summary>
    public static string Decision(DeploymentStatus status)
    {
        var isOpen = status.State is DeploymentState.Announced or DeploymentState.Watching;
        var verdict = isOpen ? null : status.Verdicts.Count == 0 ? null : status.Verdicts[^1];
        List<string> notes = [];
        if (verdict?.Cause is { } cause && status.Overridden is null) notes.Add(Choices.Word(cause));
        if (verdict?.Advisory ?? status.Advisory) notes.Add("advisory");
        if (status.Overridden is not null || verdict?.OverriddenBy is not null) notes.Add("overridden");
        if (status.Held is not null) notes.Add("held");
        // It begins with the decision: "rollback by ada: …".
        var word = status.Overridden?.Split(' ')[0]
            ?? (verdict is not null ? Choices.Word(verdict.Decision) : isOpen ? "pending" : "-");
        return notes.Count == 0 ? word : $"{word} ({string.Join(", ", notes)})";
    }

    /// <summary>"8 s", "12 min", "5 h 3 min", "3 d": how long ago it was announced.</summary>
    public static string Age(DeploymentStatus status, DateTimeOffset now)
    {
        var age = TimeSpan.FromSeconds(Math.Max(0, Math.Round((now - status.AnnouncedAt).TotalSeconds)));
        if (age >= Days) return $"{age.Days} d";
        return Wording.Span(age < TimeSpan.FromMinutes(2) ? age : TimeSpan.FromMinutes(Math.Floor(age.TotalMinutes)));
    }

    /// <summary>Where it stands; of a recovery also what it recovers from.</summary>
    public static string Stands(DeploymentStatus status) => status.Recovery is { } recovery
        ? $"Rolled back, {(recovery.Recovered ? "recovered" : "not recovered")}: {status.Summary}"
        : status.Summary;
}
