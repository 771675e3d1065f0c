using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Fleet;

/// <summary>What all agents of a fleet agree on for one signal of one deployment; a table made by another plan cannot
/// be added to the others.</summary>
internal sealed record FleetPlan
{
    /// <summary>How many pretend deployments all agents share: enough for a tail, small enough to send.</summary>
    public const int MostTimes = 400;

    /// <summary>Looks that a watch may have.</summary>
    public const int MostLooks = 40;

    public required string Signal { get; init; }

    /// <summary>1 where up is bad, −1 where down is; a signal with two bad sides has two plans.</summary>
    public required int Sign { get; init; }

    /// <summary>End of the last point before the announcement, UTC.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Width of a point.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Points after t0 at which is looked, ascending; at most <see cref="MostLooks"/>.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Moments of the pretend deployments in points before <see cref="End"/>, ascending.</summary>
    public required IReadOnlyList<int> Back { get; init; }

    /// <summary>The moments that every agent draws from the deployment's seed, however long its own history
    /// is.</summary>
    /// <param name="plan">Window and seed.</param>
    /// <param name="span">Points of history in which they lie.</param>
    public static IReadOnlyList<int> TimesOf(PlaceboPlan plan, int span)
    {
        var (end, back) = (span + plan.Window, new List<int>());
        var drawn = PlaceboTimes.Draw(1, end, span, plan);
        // Every so many of them, so that the few that are kept lie all over the span.
        for (var i = 0; i < Math.Min(MostTimes, drawn.Length); i++)
            back.Add(end - drawn[^(1 + (int)((long)i * drawn.Length / Math.Min(MostTimes, drawn.Length)))]);
        return back;
    }

    /// <summary>Why a plan asks for more than an agent may send; null where it does not.</summary>
    public string? TooLarge =>
        Back.Count > MostTimes ? $"{Back.Count} pretend deployments are more than {MostTimes}"
        : Looks.Count > MostLooks ? $"{Looks.Count} looks are more than {MostLooks}"
        : null;

    /// <summary>Why a table made by another plan is refused; null where it is the same plan.</summary>
    public string? Differs(FleetPlan other) =>
        other.Signal != Signal ? $"it is about {other.Signal}, not {Signal}"
        : other.Sign != Sign ? "it is about the other side of the signal"
        : other.Interval != Interval ? $"its points are {other.Interval} wide, not {Interval}"
        : other.End != End ? $"its history ends at {other.End:u}, not at {End:u}"
        : !other.Looks.SequenceEqual(Looks) ? "it looks at other points after t0"
        : !other.Back.SequenceEqual(Back) ? "its pretend deployments are at other times"
        : null;
}
