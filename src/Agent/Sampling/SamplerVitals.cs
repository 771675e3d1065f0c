namespace Bellwether.Agent.Sampling;

/// <summary>How well the sampler keeps its schedule, over all its probes.</summary>
/// <param name="Due">Looks that should have begun since the start.</param>
/// <param name="Done">Looks that were brought home, of whatever kind.</param>
/// <param name="Missed">Looks that were never made: the look before still ran, no thread was free, or the agent
/// slept.</param>
/// <param name="Failed">Looks of <paramref name="Done"/> in which the probe threw, a fault of ours or of a
/// plug-in.</param>
/// <param name="WorstLateness">Largest delay of a tick in the last minute; zero where there was none.</param>
/// <remarks><c>Due</c> is <c>Done</c> and <c>Missed</c> and the looks under way, one a probe at most.</remarks>
internal sealed record SamplerVitals(long Due, long Done, long Missed, long Failed, TimeSpan WorstLateness)
{
    /// <summary>Looks of <see cref="Done"/> that were given up from outside, and are missing.</summary>
    public long Overdue { get; init; }

    /// <summary>Names of the probes with a look that was given up and has not ended yet, each once, in order; empty for
    /// none.</summary>
    public IReadOnlyList<string> Stuck { get; init; } = [];
}
