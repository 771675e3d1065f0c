namespace Bellwether.Agent.Judging.Calibrations;

/// <summary>What was learned of a service when a deployment was announced. Made once; all its steps are judged by
/// it.</summary>
internal sealed record DeploymentCalibration
{
    /// <summary>For deployments of which nothing was learned.</summary>
    public static DeploymentCalibration None { get; } =
        new() { End = DateTimeOffset.UnixEpoch, Interval = TimeSpan.Zero, Rules = [] };

    /// <summary>Version of this record's form; 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>End of the history that was learned from, UTC, on the grid of points.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Width of a point.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>In the order in which they were learned together; only rules that compare.</summary>
    public required IReadOnlyList<RuleCalibration> Rules { get; init; }

    /// <summary>What was learned for a rule at points of some width; null for nothing.</summary>
    public RuleCalibration? Of(string rule, TimeSpan interval) =>
        interval == Interval ? Rules.FirstOrDefault(of => of.Rule == rule) : null;
}
