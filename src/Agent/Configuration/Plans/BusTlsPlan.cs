namespace Bellwether.Agent.Configuration.Plans;

/// <summary>TLS to a broker, compiled; the files exist.</summary>
/// <param name="ServerName">Name that its certificate must be for.</param>
/// <param name="Authority">PEM file of the authorities; null for the system's.</param>
/// <param name="Certificate">PEM file of our own certificate; null for none.</param>
/// <param name="Key">PEM file of its key; null for none.</param>
internal sealed record BusTlsPlan(string ServerName, string? Authority, string? Certificate, string? Key);
