namespace Bellwether.Contracts.Verdicts;

/// <summary>Whether going back is safe.</summary>
/// <param name="Safe">False where something ran that going back would not undo.</param>
/// <param name="Reasons">Why it is not safe, one sentence each; empty where it is.</param>
public sealed record RollbackSafety(bool Safe, IReadOnlyList<string> Reasons)
{
    public static RollbackSafety Unquestioned { get; } = new(true, []);
}
