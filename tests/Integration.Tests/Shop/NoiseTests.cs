using Shop.Noise;

namespace Bellwether.Integration.Tests.Shop;

public sealed class NoiseTests
{
    private static readonly DateTimeOffset s_midnight = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1234567UL, 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL)]
    [InlineData(0UL, 0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL)]
    public void The_generator_gives_the_published_numbers(ulong seed, ulong first, ulong second, ulong third)
    {
        var generator = new Generator(seed);
        Assert.Equal([first, second, third], [generator.Next(), generator.Next(), generator.Next()]);
    }

    [Fact]
    public void Latencies_are_log_normal_with_the_stated_median_and_sigma()
    {
        var wander = new Wander(3);
        var noise = new LatencyNoise(new Generator(3), wander, slow: 1);
        var logs = Enumerable.Range(0, 40_000)
            .Select(_ => Math.Log(noise.Draw(s_midnight).TotalSeconds)).Order().ToArray();
        Assert.InRange(logs[20_000] - noise.LogMedianSecondsAt(s_midnight), -0.01, 0.01);
        Assert.InRange((logs[33_654] - logs[6_346]) / 2, 0.39, 0.41);   // 15.87 % and 84.13 % are one sigma away
    }

    [Fact]
    public void Slow_multiplies_every_latency()
    {
        var healthy = new LatencyNoise(new Generator(5), new Wander(5), slow: 1);
        var slow = new LatencyNoise(new Generator(5), new Wander(5), slow: 1.8);
        for (var i = 0; i < 1000; i++)
            Assert.Equal(1.8, slow.Draw(s_midnight) / healthy.Draw(s_midnight), precision: 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(77)]
    [InlineData(2026)]
    public void The_share_of_slow_requests_wanders_by_at_most_a_fifth_in_log_odds_all_day_and_does_wander(int seed)
    {
        var noise = new LatencyNoise(new Generator(1), new Wander((ulong)seed), slow: 1);
        var middle = LogOddsOfSlow(Math.Log(LatencyNoise.Median.TotalSeconds));
        var shifts = Enumerable.Range(0, 86_400 / 5)
            .Select(beat => s_midnight.AddSeconds(5 * beat))
            .Select(now => LogOddsOfSlow(noise.LogMedianSecondsAt(now)) - middle).ToArray();
        Assert.InRange(shifts.Max(), 0.12, 0.2);
        Assert.InRange(shifts.Min(), -0.2, -0.12);
        Assert.All(shifts.Zip(shifts.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.03));
    }

    /// <summary>Analytically: log-odds of a log-normal latency over 100 ms.</summary>
    private static double LogOddsOfSlow(double logMedianSeconds)
    {
        var share = UpperTail((Math.Log(0.1) - logMedianSeconds) / LatencyNoise.Sigma);
        return Math.Log(share / (1 - share));
    }

    /// <remarks>Share of the standard normal above z, by Simpson's rule over ten deviations.</remarks>
    private static double UpperTail(double z)
    {
        const int Steps = 200;
        var width = 10.0 / Steps;
        return Enumerable.Range(0, Steps + 1).Sum(i =>
        {
            var x = z + i * width;
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            return weight * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        }) * width / 3;
    }
}
