namespace Bellwether.Agent.Commands.Backup;

/// <summary>What is to be restored, and where to.</summary>
/// <param name="Folder">The backup.</param>
/// <param name="StateFolder">Null: the standard folder.</param>
internal sealed record RestoreRequest(string Folder, string? StateFolder);
