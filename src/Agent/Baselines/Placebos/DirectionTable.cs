namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The tables of one direction.</summary>
/// <param name="Sign">1 where up is bad, −1 where down is.</param>
/// <param name="Reach">What the envelope is measured in at the announcement, after the turn.</param>
/// <param name="Tables">One a statistic, in the order of <see cref="Statistics.Names"/>.</param>
/// <param name="MedianLow">Lower 95 % end of healthy changes of the median, by look, in the signal's unit.</param>
/// <param name="MedianHigh">Upper end.</param>
internal sealed record DirectionTable(
    int Sign, LongReach Reach, IReadOnlyList<StatisticTable> Tables, double[] MedianLow, double[] MedianHigh);
