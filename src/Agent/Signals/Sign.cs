namespace Bellwether.Agent.Signals;

/// <summary>A sign that another process or another version is there.</summary>
/// <param name="At">When it was seen, UTC.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Instance">On which instance.</param>
/// <param name="Version">Version it names; null where it names none.</param>
/// <param name="PreviousVersion">Version named before; null where none was.</param>
internal sealed record Sign(
    DateTimeOffset At, SignKind Kind, string Instance, string? Version, string? PreviousVersion);
