namespace Bellwether.Agent.Tests.Judging;

/// <summary>Series of numbers that tests judge.</summary>
internal static class MadeSeries
{
    /// <summary>A first-order autoregression.</summary>
    /// <param name="dice">Where its noise comes from.</param>
    /// <param name="count">How many points.</param>
    /// <param name="carry">What a point keeps of the one before it; 0 for independent points.</param>
    /// <param name="level">Mean and standard deviation.</param>
    public static double[] Autoregression(Dice dice, int count, double carry, (double Mean, double Deviation) level)
    {
        var points = new double[count];
        var state = dice.Normal();
        for (var i = 0; i < count; i++)
        {
            state = carry * state + Math.Sqrt(1 - carry * carry) * dice.Normal();
            points[i] = level.Mean + level.Deviation * state;
        }

        return points;
    }

    public static double[] Noise(Dice dice, int count, double mean, double deviation) =>
        Autoregression(dice, count, 0, (mean, deviation));

    public static double[] Constant(int count, double level) => [.. Enumerable.Repeat(level, count)];

    /// <summary>Days of a level with a daily wave, which is a factor, and independent noise on top of it.</summary>
    public static double[] Daily(Dice dice, int count, int pointsInDay, double level) =>
        [.. Enumerable.Range(0, count).Select(i =>
            level * (1 + 0.3 * Math.Sin(2 * Math.PI * i / pointsInDay) + 0.05 * dice.Normal()))];
}
