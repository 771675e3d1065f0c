namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Middle and upper reach of the last two days before a moment: what the envelope is measured in.</summary>
/// <param name="Middle">Median of the residual.</param>
/// <param name="Reach">Its 99th percentile less the median, at least the floor; above 0.</param>
internal readonly record struct LongReach(double Middle, double Reach)
{
    private const int MostPoints = 1440;
    private const double ShareOfHistory = 1.0 / 3;

    public static readonly TimeSpan MostTime = TimeSpan.FromDays(2);

    /// <summary>How many points it looks back over, given a history.</summary>
    public static int PointsOf(int history, TimeSpan interval) => (int)Math.Min(
        Math.Min(MostPoints, MostTime / interval), Math.Max(1, history * ShareOfHistory));
}
