namespace Bellwether.Testing.Judging;

/// <summary>What is asked of the trials of a run.</summary>
internal sealed record TrialPlan
{
    public const int SignalsOfEach = 8;

    /// <summary>Points before t0 that must be healthy too: the base that those after it are compared with.</summary>
    public const int BasePoints = 60;

    public static readonly TimeSpan ShortestHistory = TimeSpan.FromHours(12);

    public required int Count { get; init; }

    public required int Window { get; init; }

    public required TimeSpan History { get; init; }

    /// <summary>Whether a file that is shorter is left out; else what it has is taken.</summary>
    public bool ExactHistory { get; init; }

    public required ulong Seed { get; init; }
}
