using System.Text;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>One deployment in full, as lines.</summary>
internal static class StatusText
{
    public static string Of(DeploymentStatus status)
    {
        var text = new StringBuilder();
        var before = status.PreviousVersion is null ? "" : $" (before: {status.PreviousVersion})";
        text.Append($"{status.DeploymentId}: {status.Service}/{status.Environment} {status.Version}{before}");
        Line(text, "state", $"{Choices.Word(status.State)}, step {status.Step}, attempt {status.Attempt}");
        Line(text, "decision", StatusCells.Decision(status));
        Line(text, "stands", StatusCells.Stands(status));
        Line(text, "announced", UtcInstant.Format(status.AnnouncedAt));
        if (status.T0 is { } t0) Line(text, "first sign", $"{UtcInstant.Format(t0)} ({status.T0Sign ?? "unknown"})");
        if (status.FinishedAt is { } finished) Line(text, "in place", UtcInstant.Format(finished));
        if (status.Held is not null) Line(text, "held", status.Held);
        if (status.Overridden is not null) Line(text, "overridden", status.Overridden);
        if (status.Advisory) Line(text, "note", "its verdicts only advise");
        foreach (var verdict in status.Verdicts)
        {
            var cause = verdict.Cause is { } why ? $" ({Choices.Word(why)})" : "";
            var decided = $"{Choices.Word(verdict.Decision)}{cause} at {UtcInstant.Format(verdict.DecidedAt)}";
            var by = verdict.OverriddenBy is { } person ? $" by {person}" : "";
            Line(text, $"{Choices.Word(verdict.Phase)} {verdict.Step}", $"{decided}{by}: {verdict.Summary}");
        }

        if (status.Recovery is { } recovery) Line(text, "recovery", recovery.Summary);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.AppendLine().Append("  ").Append(name.PadRight(12)).Append(value);
}
