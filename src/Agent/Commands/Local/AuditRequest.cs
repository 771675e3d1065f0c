namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>audit verify</c> was asked for.</summary>
/// <param name="StateFolder">Null: the standard folder.</param>
/// <param name="Head">A delivered <c>journalHead</c> that must be in the chain; null for none.</param>
/// <param name="AsJson">Whether the finding is printed as JSON.</param>
internal sealed record AuditRequest(string? StateFolder, string? Head, bool AsJson);
