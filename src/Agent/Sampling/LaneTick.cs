namespace Bellwether.Agent.Sampling;

/// <summary>When a lane has its ticks.</summary>
/// <param name="Number">The lane's, unique as long as the agent runs.</param>
/// <param name="Every">Gap between ticks.</param>
/// <param name="First">The next tick, UTC.</param>
internal readonly record struct LaneTick(int Number, TimeSpan Every, DateTimeOffset First);
