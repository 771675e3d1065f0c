namespace Bellwether.Testing.Judging;

/// <summary>The faults of the benchmark, in the order of its columns.</summary>
internal static class FaultCatalog
{
    private const int LocalPoints = 15;
    private const double Wider = 2.5;

    public static IReadOnlyList<Fault> All { get; } =
    [
        Times(20),
        Times(50),
        Times(100),
        Plus(2),
        Plus(4),
        new("spread", $"each point's distance from the mean of the {LocalPoints} around it × {Wider}", false, Spread),
        new("leak", "level × (1 + share of the window that is over): nothing at t0, double at the window's end", false,
            scene => Each(scene, (level, i) => level * (1 + (i + 1.0) / scene.Healthy.Length))),
        new("late", "level × 2 from half of the window on", false,
            scene => Each(scene, (level, i) => i < scene.Healthy.Length / 2 ? level : level * 2)),
        new("spike", "level × 3 during the warm-up only: harmless", true,
            scene => Each(scene, (level, i) => i < scene.WarmUp ? level * 3 : level)),
    ];

    private static Fault Times(int percent) => new($"+{percent} %", $"level × {1 + percent / 100.0} from t0 on", false,
        scene => Each(scene, (level, _) => level * (1 + percent / 100.0)));

    private static Fault Plus(int sigmas) => new($"+{sigmas} σ",
        $"{sigmas} standard deviations of the last day are added from t0 on", false,
        scene => Each(scene, (level, _) => level + sigmas * scene.Spread));

    private static double[] Each(FaultScene scene, Func<double, int, double> change)
    {
        var levels = new double[scene.Healthy.Length];
        for (var i = 0; i < levels.Length; i++) levels[i] = change(scene.Healthy[i], i);
        return levels;
    }

    private static double[] Spread(FaultScene scene) => Each(scene, (level, i) =>
    {
        var from = Math.Max(0, i - LocalPoints / 2);
        var around = scene.Healthy.AsSpan()[from..Math.Min(scene.Healthy.Length, i + LocalPoints / 2 + 1)];
        var mean = Averages.Mean(around);
        return mean + Wider * (level - mean);
    });
}
