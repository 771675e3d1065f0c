namespace Bellwether.Agent.Bus;

/// <summary>How the bus fares.</summary>
/// <param name="Broker">Which one, without secrets.</param>
/// <param name="Trouble">Why it is not connected; null where it is.</param>
internal sealed record BusVitals(string Broker, string? Trouble);
