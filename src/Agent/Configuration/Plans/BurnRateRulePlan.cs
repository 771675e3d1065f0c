namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails when the error budget burns faster than the limit in a short and in a long window.</summary>
/// <remarks>Burn rate = error ratio / (1 − objective). Source: Google SRE Workbook, "Alerting on SLOs".</remarks>
internal sealed record BurnRateRulePlan : RulePlan
{
    /// <summary>Share of good ones that was promised, in (0, 1).</summary>
    public required double Objective { get; init; }

    /// <summary>Burn rate that fails; default 14.4.</summary>
    public double Limit { get; init; } = 14.4;

    /// <summary>Short window; null: a twelfth of the watch, at least 3 points.</summary>
    public TimeSpan? Short { get; init; }

    /// <summary>Long window; null: all points since the warm-up.</summary>
    public TimeSpan? Long { get; init; }
}
