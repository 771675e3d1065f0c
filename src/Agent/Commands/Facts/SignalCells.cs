using Bellwether.Agent.Judging;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>What is told of one signal, each thing in a few words.</summary>
internal static class SignalCells
{
    /// <summary>"ratio", "gauge, bytes".</summary>
    public static string Kind(SignalStatus status)
    {
        var kind = Choices.Word(status.Kind);
        return status.Unit.Length == 0 || status.Unit == kind ? kind : $"{kind}, {status.Unit}";
    }

    /// <summary>"0.05 %", "120 ms (mean)", "3 of 4 instances answer".</summary>
    public static string Latest(SignalStatus status) => status switch
    {
        { Kind: SignalKind.State } when status.Signal.EndsWith(".up", StringComparison.Ordinal) => Answers(status),
        { Last: not { } } => "no data yet",
        { Kind: SignalKind.State } => $"{Wording.Number(status.Last.Value)} within the window",
        { Kind: SignalKind.Latency } => $"{Wording.Level(status.Last.Value, status.Unit)} (mean)",
        _ => Wording.Level(status.Last.Value, status.Unit),
    };

    /// <summary>"8 s": how long ago the last point ended; "-" where there is none.</summary>
    public static string Age(SignalStatus status, DateTimeOffset now) => status.LastAt is not { } at ? "-"
        : Wording.Span(TimeSpan.FromSeconds(Math.Round(Math.Max(0, (now - at).TotalSeconds))));

    /// <summary>"45 of 60", "2 880"; "-" for a state, which has looks and no points.</summary>
    public static string Points(SignalStatus status) => status.Kind is SignalKind.State ? "-"
        : status.PointsNeeded is { } needed ? $"{Wording.Count(status.HistoryPoints)} of {Wording.Count(needed)}"
        : Wording.Count(status.HistoryPoints);

    public static string JudgedBy(SignalStatus status) =>
        status.JudgedBy.Count == 0 ? "shown, not judged" : string.Join(", ", status.JudgedBy);

    /// <summary>What is wrong, a sentence each; empty for nothing.</summary>
    public static IEnumerable<string> Problems(SignalStatus status)
    {
        if (status.Problem is { } problem) yield return problem;
        foreach (var look in status.Looks)
            if (look.Why is not null || look.Outcome is not LookOutcome.Good)
                yield return $"{look.Instance} is {State(look)} for {For(look)}{Why(look)}";
    }

    /// <summary>"good", "bad", "not seen".</summary>
    public static string State(InstanceLook look) => look switch
    {
        { Blind: true } or { Outcome: LookOutcome.Missing } => "not seen",
        { Outcome: LookOutcome.Good } => "good",
        _ => "bad",
    };

    /// <summary>How long all looks have ended like the last one.</summary>
    public static string For(InstanceLook look) => Wording.Span(TimeSpan.FromSeconds(
        Math.Round((look.At - look.Since).TotalSeconds)));

    private static string Why(InstanceLook look) => look.Why is { } why ? $": {why}" : "";

    private static string Answers(SignalStatus status)
    {
        if (status.Looks.Count == 0) return "not looked at yet";
        if (status.Looks is [var only]) return State(only);
        var states = status.Looks.GroupBy(State).OrderBy(of => of.Key, StringComparer.Ordinal)
            .Select(of => $"{of.Count()} {of.Key}");
        return string.Join(", ", states);
    }
}
