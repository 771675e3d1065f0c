namespace Bellwether.Agent.Tables;

/// <summary>How much of a table is taken in.</summary>
internal sealed record TableLimits
{
    /// <summary>Points from the first to the last, holes included. Default 1 500 000: 14 days of points of a second and
    /// some room.</summary>
    public int MostPoints { get; init; } = 1_500_000;

    /// <summary>Columns beside the time. Default 2 048.</summary>
    public int MostColumns { get; init; } = 2_048;

    /// <summary>Points times columns: they are held in memory. Default 60 million, half a gigabyte.</summary>
    public long MostNumbers { get; init; } = 60_000_000;

    /// <summary>Characters of a line. Default 262 144.</summary>
    public int LongestLine { get; init; } = 262_144;
}
