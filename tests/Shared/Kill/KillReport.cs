using System.Globalization;
using System.Text;

namespace Bellwether.Testing.Kill;

/// <summary>What a run of the harness came to.</summary>
internal sealed record KillReport
{
    /// <summary>Deaths by kind.</summary>
    public required IReadOnlyDictionary<string, int> Deaths { get; init; }

    public required int DuringWatches { get; init; }

    public required IReadOnlyList<Told> Deployments { get; init; }

    /// <summary>Changes that nobody announced, and that were watched as well.</summary>
    public required int Unannounced { get; init; }

    /// <summary>Different messages that the receiver got.</summary>
    public required int Messages { get; init; }

    /// <summary>Copies of them.</summary>
    public required int Copies { get; init; }

    /// <summary>Deliveries that the receiver refused, kept waiting or broke off.</summary>
    public required int Troubled { get; init; }

    /// <summary>What <c>audit verify</c> said.</summary>
    public required string Audit { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Anything lost, contradictory or out of order, and any end of the agent that nobody asked for.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Folder of the agent's state, kept where there are faults.</summary>
    public required string Folder { get; init; }

    public int Kills => Deaths.Values.Sum();

    public int AtPoints => Kills - Deaths.GetValueOrDefault(DeathKind.AnyMoment.Name);

    /// <summary>Promote or rollback: watches that led to something in spite of it all.</summary>
    public int Decided => Count(isGood: null, "promote") + Count(isGood: null, "rollback");

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "kills", $"{Kills}, {DuringWatches} while a watch was under way, in {Took.TotalSeconds:0} s");
        foreach (var kind in DeathKind.AtPoints.Prepend(DeathKind.AnyMoment))
            Line(text, $"  {(kind.Failpoint is null ? "at any moment" : $"at {kind.Name}")}",
                $"{Deaths.GetValueOrDefault(kind.Name)}");
        Line(text, "deployments accepted", $"{Deployments.Count}, and {Unannounced} seen that nobody announced");
        Verdicts(text, "good versions", isGood: true);
        Verdicts(text, "bad versions", isGood: false);
        foreach (var cause in Deployments.Where(d => d.Cause is not null).GroupBy(d => d.Cause!).OrderBy(g => g.Key))
            Line(text, $"  inconclusive: {cause.Key}", $"{cause.Count()}");
        Line(text, "decided", $"{Decided} of {Deployments.Count}");
        Line(text, "messages delivered",
            $"{Messages}, as {Copies} copies; the receiver gave no good answer {Troubled} times");
        Line(text, "audit verify", Audit);
        Line(text, "lost or contradictory", $"{Faults.Count}");
        foreach (var fault in Faults.Take(20)) text.AppendLine(CultureInfo.InvariantCulture, $"  {fault}");
        if (Faults.Count > 0) text.AppendLine(CultureInfo.InvariantCulture, $"state kept in {Folder}");
        return text.ToString();
    }

    private void Verdicts(StringBuilder text, string title, bool isGood) => Line(text, $"  {title}",
        $"{Count(isGood, "promote")} promote, {Count(isGood, "rollback")} rollback, "
        + $"{Count(isGood, "inconclusive")} inconclusive");

    private int Count(bool? isGood, string decision) =>
        Deployments.Count(told => told.Decision == decision && (isGood is null || told.IsGood == isGood));

    private static void Line(StringBuilder text, string title, string value) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{title,-28}{value}");
}
