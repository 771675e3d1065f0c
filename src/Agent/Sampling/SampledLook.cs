using Bellwether.Probes;

namespace Bellwether.Agent.Sampling;

/// <summary>A look, stamped with whose it is and when it was.</summary>
/// <param name="Service">Service looked at.</param>
/// <param name="Probe">Name of the probe.</param>
/// <param name="Instance">Instance looked at.</param>
/// <param name="Group">Treated or control; null: the version it names tells.</param>
/// <param name="At">When the look began, UTC.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Look">What it brought.</param>
internal sealed record SampledLook(
    string Service, string Probe, string Instance, TargetGroup? Group, DateTimeOffset At, TimeSpan Took, Look Look)
{
    /// <summary>Of the plan that the probe was made for, see <see cref="SampledProbe.Generation"/>.</summary>
    public int Generation { get; init; }
}
