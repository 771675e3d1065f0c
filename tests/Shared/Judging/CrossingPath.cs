namespace Bellwether.Testing.Judging;

/// <summary>The scores of a window as what matters of them: each new highest, and when.</summary>
internal readonly struct CrossingPath
{
    private readonly (double Score, int AtPoint)[] _records;

    /// <param name="scores">One a point; NaN where nothing was looked at.</param>
    public CrossingPath(double[] scores)
    {
        var records = new List<(double, int)>();
        for (var i = 0; i < scores.Length; i++)
            if (!double.IsNaN(scores[i]) && (records.Count == 0 || scores[i] > records[^1].Item1))
                records.Add((scores[i], i + 1));
        _records = [.. records];
    }

    /// <summary>Highest score of all; −∞ of none.</summary>
    public double Highest => _records.Length == 0 ? double.NegativeInfinity : _records[^1].Score;

    /// <summary>Points after t0 at the first score above a threshold; null of none.</summary>
    public int? CrossedAt(double threshold)
    {
        foreach (var (score, at) in _records)
            if (score > threshold)
                return at;
        return null;
    }
}
