namespace Bellwether.Testing.Kill;

/// <summary>How one kill comes about.</summary>
/// <param name="Failpoint">Point at which the agent kills itself; null: the harness does, at any moment.</param>
internal sealed record DeathKind(string? Failpoint)
{
    private static readonly string[] Points = ["after-write", "after-sync", "after-delivery", "before-acknowledgement"];

    public static DeathKind AnyMoment { get; } = new((string?)null);

    public static IReadOnlyList<DeathKind> AtPoints { get; } = [.. Points.Select(point => new DeathKind(point))];

    public string Name => Failpoint ?? "any moment";

    /// <summary>All kills of a plan, shuffled. The first is at any moment, since the agent that it kills was started to
    /// learn what is normal.</summary>
    public static List<DeathKind> Sequence(KillPlan plan, Dice dice)
    {
        var points = Enumerable.Repeat(AtPoints, plan.AtEachPoint).SelectMany(kind => kind).ToList();
        var others = Enumerable.Repeat(AnyMoment, plan.Kills - points.Count - 1);
        return [AnyMoment, .. points.Concat(others).OrderBy(_ => dice.Share())];
    }

    /// <summary>What the environment of the agent asks for: at which pass it dies.</summary>
    public string? Arming(Dice dice) => Failpoint switch
    {
        null => null,
        // Deliveries are rarer than records.
        "after-write" or "after-sync" => $"{Failpoint}:{1 + dice.Below(4)}",
        _ => $"{Failpoint}:{1 + dice.Below(2)}",
    };
}
