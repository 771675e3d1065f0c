namespace Bellwether.Agent.Judging.Placebos;

/// <summary>What the placebo judge saw over all its looks.</summary>
internal sealed record PlaceboFinding
{
    /// <summary>Points after t0 at the first look that called for a rollback; null for none.</summary>
    public int? CrossedAt { get; init; }

    /// <summary>Points after t0 at the look that is told of: the crossing one, else the last.</summary>
    public required int Look { get; init; }

    /// <summary>The statistic that spoke loudest at that look.</summary>
    public required string Statistic { get; init; }

    /// <summary>Evidence in nats after weights, at its maximum over all looks.</summary>
    public required double Strength { get; init; }

    /// <summary>Median level of the points before t0.</summary>
    public required double Normal { get; init; }

    /// <summary>What a relative effect is a share of: the usual level, not negative; 0 for a signal that was always
    /// 0.</summary>
    public required double Scale { get; init; }

    /// <summary>Change of the median at that look, season taken off, in the signal's unit.</summary>
    public required double Change { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Smallest change that would have been found by that look, in the signal's unit.</summary>
    public required double Detectable { get; init; }

    /// <summary>Placebos that got at least so far by the statistic that spoke.</summary>
    public required int Exceeded { get; init; }
}
