namespace Bellwether.Probes;

/// <summary>Why a look has no reading of a name.</summary>
/// <param name="Reading">Name of the readings that are missing; that of <see cref="ProbeSignal.Reading"/>.</param>
/// <param name="Text">One sentence for a person.</param>
public sealed record ReadingProblem(string Reading, string Text);
