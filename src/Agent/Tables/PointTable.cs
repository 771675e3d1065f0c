using Bellwether.Agent.Baselines;

namespace Bellwether.Agent.Tables;

/// <summary>Signals side by side on one grid.</summary>
internal sealed record PointTable
{
    public required TimeGrid Grid { get; init; }

    /// <summary>In the order of the columns; names are unique; at least one.</summary>
    public required IReadOnlyList<TableSignal> Signals { get; init; }

    /// <summary>Points that are no example of normal; ascending, apart.</summary>
    public IReadOnlyList<MaskedRange> Masked { get; init; } = [];

    public int Points => Grid.Points;

    public DateTimeOffset At(int index) => Grid.Start + index * Grid.Interval;

    public TableSignal? Find(string signal) => Signals.FirstOrDefault(of => of.Name == signal);
}
