namespace Bellwether.Benchmarks.Recording;

/// <summary>What a program and its children used in a second.</summary>
/// <param name="Cores">Processor time for each second; null in the first second of a process.</param>
/// <param name="ResidentBytes">Resident memory; shared pages count for each process.</param>
internal readonly record struct TreeUse(double? Cores, double ResidentBytes);
