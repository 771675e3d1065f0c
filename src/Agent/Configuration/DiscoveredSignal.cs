namespace Bellwether.Agent.Configuration;

/// <summary>A signal that discovery found, for the comments of a first configuration.</summary>
/// <param name="Signal">Its name, such as <c>app.errors</c>.</param>
/// <param name="Source">What it is made from, in words.</param>
internal sealed record DiscoveredSignal(string Signal, string Source);
