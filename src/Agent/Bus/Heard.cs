namespace Bellwether.Agent.Bus;

/// <summary>What became of a message from the bus.</summary>
/// <param name="Kind">Taken, known, not ours, or refused.</param>
/// <param name="Reason">Why it is refused; empty otherwise.</param>
/// <param name="Type">Its CloudEvents type; empty where that could not be read.</param>
internal sealed record Heard(HeardKind Kind, string Reason = "", string Type = "");
