namespace Bellwether.Agent.Sampling;

/// <summary>Looks of one probe since the start, see <see cref="SamplerVitals"/>.</summary>
internal readonly record struct LaneCount(long Due, long Done, long Missed, long Failed, long Overdue = 0);
