namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>One edit of a valid file.</summary>
/// <param name="Kind">What sort of mistake it is, for the table.</param>
/// <param name="What">The edit, for a person.</param>
/// <param name="Text">The file after it.</param>
/// <param name="Lines">Lines that a fault may be told on; any of them is right.</param>
internal sealed record Mutation(string Kind, string What, string Text, IReadOnlyList<int> Lines)
{
    /// <summary>The word that was meant; null where nobody could know.</summary>
    public string? Meant { get; init; }
}
