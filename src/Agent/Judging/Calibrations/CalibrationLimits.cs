namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>How far calibration looks, and how much of it is kept.</summary>
internal static class CalibrationLimits
{
    /// <summary>Points before the announcement that are learned from, at most: 14 days at points of a minute.</summary>
    /// <remarks>Fourteen days of points of a second are 1.2 million a signal: minutes of work and a hundred megabytes
    /// for twenty signals, where 640 pretend deployments in 20 160 points say nearly as much.</remarks>
    public const int MostPoints = 20_160;

    /// <summary>Points after the announcement for which the time of day is kept: t0 of a late step may come
    /// there.</summary>
    /// <remarks>Twelve hours at the default width of 15 s, three times the default duration of a deployment.</remarks>
    public const int MostAhead = 2_880;

    /// <summary>Rules that are learned for, critical ones first; the others are judged as without a
    /// history.</summary>
    /// <remarks>Each costs an eighth of a second at 14 days of points of a minute, and three megabytes
    /// meanwhile.</remarks>
    public const int MostRules = 64;

    /// <summary>What a deployment's calibration takes in the journal, compressed, in bytes: the largest are left out
    /// beyond it.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Longest history, whatever the width of points.</summary>
    public static readonly TimeSpan LongestHistory = TimeSpan.FromDays(14);

    /// <summary>Points that are learned from at a width.</summary>
    public static int PointsAt(TimeSpan interval) =>
        (int)Math.Min(MostPoints, Math.Ceiling(LongestHistory / interval));
}
