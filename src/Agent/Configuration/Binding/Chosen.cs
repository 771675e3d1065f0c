namespace Bellwether.Agent.Configuration.Binding;

/// <summary>What an item chose from a catalog.</summary>
/// <param name="Kind">Name of the line.</param>
/// <param name="Options">Its bound and validated options.</param>
internal sealed record Chosen(string Kind, object Options);
