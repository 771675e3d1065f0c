namespace Bellwether.Testing.Kill;

/// <summary>What a run of the harness does.</summary>
internal sealed record KillPlan
{
    /// <summary>The program and the words in front of its own: the launcher, or dotnet and the assembly.</summary>
    public required IReadOnlyList<string> Agent { get; init; }

    public required int Kills { get; init; }

    /// <summary>Kills at each of the four points; all others are at any moment. Default an eighth.</summary>
    public int AtEachPoint { get => field == 0 ? Kills / 8 : field; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Services whose deployments run beside each other; within one they come one after another.</summary>
    public int Lanes { get; init; } = 4;

    /// <summary>Normal time before the first deployment; the judge needs 60 points of a second.</summary>
    public TimeSpan Baseline { get; init; } = TimeSpan.FromSeconds(66);

    /// <summary>How errors are judged, as the configuration has it.</summary>
    public string ErrorsRule { get; init; } = "compare: { allow: 50%, tolerate: 3pp }";

    /// <summary>Lines that say how it goes.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
