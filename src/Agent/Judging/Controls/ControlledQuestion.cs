using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>A signal and its control since t0, to be judged against what both did before.</summary>
internal sealed record ControlledQuestion
{
    public required ControlledCalibration Calibration { get; init; }

    /// <summary>The last <see cref="Statistics.BasePoints"/> levels before t0 where the new version comes; fewer
    /// where there are not as many; NaN where missing.</summary>
    public required ReadOnlyMemory<double> TreatedBefore { get; init; }

    /// <summary>Levels from t0 on, NaN where missing.</summary>
    public required ReadOnlyMemory<double> TreatedObserved { get; init; }

    /// <summary>The same points as <see cref="TreatedBefore"/> on the control.</summary>
    public required ReadOnlyMemory<double> ControlBefore { get; init; }

    /// <summary>The same points as <see cref="TreatedObserved"/> on the control.</summary>
    public required ReadOnlyMemory<double> ControlObserved { get; init; }

    /// <summary>Points after t0 that nothing looks at.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Points between the announcement and t0.</summary>
    public int SinceAnnouncement { get; init; }

    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Smallest change worth a rollback, relative.</summary>
    public double Allow { get; init; } = 0.1;

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Nats that a rollback takes, weight included: log(1/α).</summary>
    public required double Needed { get; init; }
}
