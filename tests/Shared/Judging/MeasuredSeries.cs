namespace Bellwether.Testing.Judging;

/// <summary>What one machine or pod measured, point for point.</summary>
internal sealed record MeasuredSeries
{
    /// <summary>The file's name without its endings.</summary>
    public required string Name { get; init; }

    /// <summary>Name without what tells files apart: <c>machine</c>, <c>omi</c>, <c>nezha</c>.</summary>
    public string DataSet => Name.Split('-', '_')[0];

    public required TimeSpan Interval { get; init; }

    /// <summary>Time of the first point, in seconds, as the file counts it.</summary>
    public required double Start { get; init; }

    public required IReadOnlyList<string> Signals { get; init; }

    /// <summary>One array a signal, in their order, all of one length; NaN where missing.</summary>
    public required IReadOnlyList<double[]> Levels { get; init; }

    /// <summary>Points at which somebody says that something was wrong.</summary>
    public required bool[] Sick { get; init; }

    public int Length => Sick.Length;

    /// <summary>Marks everything within a time of a known fault as sick.</summary>
    public void MarkSick(double atSeconds, TimeSpan around)
    {
        for (var i = 0; i < Sick.Length; i++)
            if (Math.Abs(Start + i * Interval.TotalSeconds - atSeconds) <= around.TotalSeconds)
                Sick[i] = true;
    }
}
