using System.Globalization;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>Width of the points and the times of the watch.</summary>
internal sealed record EvaluationSetting
{
    public required PolicyPlan Policy { get; init; }

    /// <summary>Seconds between two looks at the port.</summary>
    public required int LookEvery { get; init; }

    public int Interval => (int)Policy.Interval.TotalSeconds;

    /// <summary>Seconds that a window may reach from t0: the interval that holds t0 belongs to neither side.</summary>
    public int Reach => (int)Policy.Window.TotalSeconds + Interval;

    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"{Interval} s, window {Policy.Window.TotalSeconds} s, warm-up {Policy.WarmUp.TotalSeconds} s");

    public static IReadOnlyList<EvaluationSetting> All { get; } =
    [
        // The demo's times.
        Of(interval: 1, warmUp: 5, window: 30, minWatch: 15, startWithin: 10, lookEvery: 1),
        Of(interval: 1, warmUp: 15, window: 120, minWatch: 60, startWithin: 60, lookEvery: 1),
        // The defaults; between two restarts there is no room for their ten minutes.
        Of(interval: 15, warmUp: 75, window: 600, minWatch: 300, startWithin: 60, lookEvery: 10),
        Of(interval: 15, warmUp: 45, window: 240, minWatch: 120, startWithin: 60, lookEvery: 10),
        // Sixty points of normal take the first hour, so that this is what fits between the restarts of the second.
        Of(interval: 60, warmUp: 60, window: 240, minWatch: 240, startWithin: 60, lookEvery: 10),
    ];

    private static EvaluationSetting Of(
        int interval, int warmUp, int window, int minWatch, int startWithin, int lookEvery) => new()
        {
            Policy = new()
            {
                Interval = TimeSpan.FromSeconds(interval),
                StartWithin = TimeSpan.FromSeconds(startWithin),
                WarmUp = TimeSpan.FromSeconds(warmUp),
                Window = TimeSpan.FromSeconds(window),
                MinWatch = TimeSpan.FromSeconds(minWatch),
            },
            LookEvery = lookEvery,
        };
}
