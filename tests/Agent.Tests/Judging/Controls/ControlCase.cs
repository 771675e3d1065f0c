using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Controls;

namespace Bellwether.Agent.Tests.Judging.Controls;

/// <summary>Pairs as tests ask about them: alone, at a budget of 5 %.</summary>
internal static class ControlCase
{
    public static ControlQuestion Of(double[] baseline, double[] observed, Direction direction = Direction.Increase) =>
        new() { Baseline = baseline, Observed = observed, Direction = direction, Needed = -Math.Log(0.05) };

    public static ControlFinding Judge(
        double[] baseline, double[] observed, Direction direction = Direction.Increase) =>
        ControlJudge.Examine(Of(baseline, observed, direction));
}
