namespace Bellwether.Agent.Signals.Live;

/// <summary>Points, and the cell of the first.</summary>
internal sealed record Stretch(long From, PointColumn Points);
