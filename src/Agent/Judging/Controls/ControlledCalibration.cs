using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>All that is known of a signal and of its control before a deployment. Made once, at the
/// announcement.</summary>
internal sealed record ControlledCalibration
{
    public required Differences Differences { get; init; }

    /// <summary>Of the difference; null where its history is too short, and blocks have to do.</summary>
    public required Calibration? Difference { get; init; }

    /// <summary>Of the control alone: whether it fails too. Null where its history is too short.</summary>
    public required Calibration? Control { get; init; }

    /// <summary>Both histories end at the announcement; the longer one is cut at its start.</summary>
    public static ControlledCalibration Learn(LevelHistory treated, LevelHistory control, PlaceboPlan plan)
    {
        var points = Math.Min(treated.Levels.Length, control.Levels.Length);
        var (ours, theirs) = (treated.Levels[^points..], control.Levels[^points..]);
        var differences = Differences.Between(ours.Span, theirs.Span);
        return new()
        {
            Differences = differences,
            Difference = Calibrator.Learn(new LevelHistory
            {
                Levels = differences.Of(ours.Span, theirs.Span),
                Interval = treated.Interval,
                Direction = treated.Direction,
                Masked = [.. Moved(treated, points), .. Moved(control, points)],
            }, plan),
            Control = Calibrator.Learn(control with { Direction = treated.Direction }, plan),
        };
    }

    private static IEnumerable<MaskedRange> Moved(LevelHistory history, int points)
    {
        var cut = history.Levels.Length - points;
        return history.Masked.Where(range => range.To > cut)
            .Select(range => new MaskedRange(Math.Max(0, range.From - cut), range.To - cut));
    }
}
