namespace Bellwether.Testing.Kill;

/// <summary>How one kill comes about.</summary>
/// <param name="Failpoint">Name of the point at which the agent kills itself; null: the harness does, at any moment.</param>
internal sealed record DeathKind(string? Failpoint)
{
    private static readonly string[] Points = ["after-write", "after-sync", "after-delivery", "before-acknowledgement"];

    public static DeathKind AnyMoment { get; } = new((string?)null);

    public static IReadOnlyList<DeathKind> AtPoints { get; } = [.. Points.Select(point => new DeathKind(point))];

    public string Name => Failpoint ?? "any moment";

    /// <summary>That many, half at any moment and half at the points, shuffled in groups. The first is at any moment,
    /// since the agent that it kills was started to learn what is normal.</summary>
    public static List<DeathKind> Sequence(int kills, Dice dice)
    {
        var all = new List<DeathKind>();
        while (all.Count < kills)
            all.AddRange(AtPoints.Concat(Enumerable.Repeat(AnyMoment, AtPoints.Count)).OrderBy(_ => dice.Share()));
        all.Remove(AnyMoment);
        return [AnyMoment, .. all.Take(kills - 1)];
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
