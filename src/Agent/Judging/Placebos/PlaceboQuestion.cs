using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>Levels after t0, to be judged against a calibration.</summary>
internal sealed record PlaceboQuestion
{
    public required Calibration Calibration { get; init; }

    /// <summary>The last <see cref="Statistics.BasePoints"/> levels before t0, fewer where there are not as many; NaN
    /// where missing.</summary>
    public required ReadOnlyMemory<double> Before { get; init; }

    /// <summary>Levels from t0 on, NaN where missing; no more than are behind us.</summary>
    public required ReadOnlyMemory<double> Observed { get; init; }

    /// <summary>Points between the announcement and t0.</summary>
    public int SinceAnnouncement { get; init; }

    /// <summary>The questions of all signals that were learned together, in that order, this one among them; null for
    /// one without a calibration. Empty for a signal that was learned alone.</summary>
    public IReadOnlyList<PlaceboQuestion?> Together { get; init; } = [];

    /// <summary>Smallest change worth a rollback, relative.</summary>
    public double Allow { get; init; } = 0.1;

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Nats that a rollback takes, weight included: log(1/α).</summary>
    public required double Needed { get; init; }
}
