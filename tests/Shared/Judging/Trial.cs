namespace Bellwether.Testing.Judging;

/// <summary>A pretend deployment at a moment when nothing was deployed.</summary>
internal sealed record Trial
{
    public required MeasuredSeries Series { get; init; }

    /// <summary>Index of the first point after t0.</summary>
    public required int At { get; init; }

    public required int HistoryPoints { get; init; }

    public required int Window { get; init; }

    /// <summary>Signals of the series that are judged; the first two are the critical ones.</summary>
    public required IReadOnlyList<int> Signals { get; init; }

    public int Critical => Math.Min(MostCritical, Signals.Count);

    /// <summary>Place in <see cref="Signals"/> of the one that faults are put into; null where none can show
    /// one.</summary>
    public required int? Faulty { get; init; }

    public const int MostCritical = 2;

    /// <summary>Levels of a judged signal before t0.</summary>
    public ReadOnlyMemory<double> History(int place) =>
        Series.Levels[Signals[place]].AsMemory(At - HistoryPoints, HistoryPoints);

    /// <summary>Its levels of the last day before t0, or of as much of it as there is.</summary>
    public ReadOnlySpan<double> LastDay(int place)
    {
        var day = Math.Min(HistoryPoints, (int)(TimeSpan.FromDays(1) / Series.Interval));
        return Series.Levels[Signals[place]].AsSpan(At - day, day);
    }

    /// <summary>Its levels after t0, as they were.</summary>
    public ReadOnlySpan<double> Healthy(int place) => Series.Levels[Signals[place]].AsSpan(At, Window);
}
