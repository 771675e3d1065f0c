namespace Bellwether.Contracts.Verdicts;

/// <summary>One finding that speaks against starting a deployment now.</summary>
/// <param name="Code">Stable lower-kebab word: "already-failing", "no-baseline", "too-little-traffic", "no-data",
/// "ambiguous-signal", "disk-full", "agent-unwell", "deployment-open".</param>
/// <param name="Signal">The signal it is about; null where it is about none.</param>
/// <param name="Explanation">One sentence, with what to do about it.</param>
/// <param name="RemainingSeconds">Seconds until it is expected to have passed, such as a baseline being learned; null
/// where waiting does not help.</param>
public sealed record PreflightReason(string Code, string? Signal, string Explanation, double? RemainingSeconds);
