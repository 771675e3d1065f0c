using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tables;

/// <summary>Numbers with times, as they came: nothing is known yet of signals or of a grid.</summary>
internal sealed record RawTable
{
    public const string MaskColumn = "mask";

    /// <summary>Where it comes from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>The columns beside the time.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>In ticks, UTC; as they came.</summary>
    public required long[] Times { get; init; }

    /// <summary>By column, then by row; NaN is missing.</summary>
    public required double[][] Columns { get; init; }

    /// <summary>Line of the file by row; empty where there is no file.</summary>
    public int[] Lines { get; init; } = [];

    public TableException Fault(string what) => new($"{Source}: {what}");

    public TableException Fault(int row, string what) => new(
        Lines.Length > 0 ? $"{Source}:{Lines[row]}: {what}" : $"{Source}, {Time(row)}: {what}");

    public string Time(int row) => UtcInstant.Format(new DateTimeOffset(Times[row], TimeSpan.Zero));
}
