namespace Bellwether.Probes.Exec;

/// <summary>One figure of a plug-in's performance data.</summary>
/// <param name="Label">Its label, quotes taken off.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>seconds</c>, <c>bytes</c>, <c>ratio</c>, or empty for a plain number.</param>
/// <param name="IsCounter">Whether it only grows.</param>
internal readonly record struct PerfValue(string Label, double Value, string Unit, bool IsCounter);
