using System.Globalization;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What a run of the judge's benchmark is asked to do.</summary>
internal sealed record JudgeBenchmarkOptions
{
    public const int WarmUp = 5;

    /// <summary>The budgets that are shown.</summary>
    public static IReadOnlyList<double> ShippedBudgets { get; } = [0.05, 0.01];

    /// <summary>All budgets that are tried: the shown ones, and those to tune with.</summary>
    public IReadOnlyList<double> Budgets => Full ? ShippedBudgets
        : [.. ShippedBudgets, .. ToTune];

    private static double[] ToTune =>
        [0.0001, 0.001, 0.0025, 0.005, 0.0075, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2];

    public int PlaceOf(double budget) => Budgets.Index().First(one => one.Item == budget).Index;

    /// <summary>Folder of the series.</summary>
    public required string Folder { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Healthy deployments in all, the same number from each data set.</summary>
    public int Healthy { get; init; } = 1320;

    public int Window { get; init; } = 60;

    /// <summary>Null: fourteen days, or what a shorter file has.</summary>
    public double? HistoryDays { get; init; }

    /// <summary>One short line for each data set, ours alone.</summary>
    public bool OnlyOurs { get; init; }

    /// <summary>Every window and every length of history.</summary>
    public bool Full { get; init; }

    /// <summary>Whether the judge is told of the labelled incidents of the past.</summary>
    public bool Masks { get; init; }

    /// <summary>Whether healthy deployments that were rolled back are listed; with <see cref="OnlyOurs"/>.</summary>
    public bool Lists { get; init; }

    /// <summary>File that the tables are written to; null: they are printed.</summary>
    public string? Out { get; init; }

    private static readonly string[] Numbers = ["--seed", "--healthy", "--window", "--history-days"];
    private static readonly string[] Names = ["--data", "--only", "--out", .. Numbers];

    /// <returns>Null, and a line on the standard error, where the words are not understood.</returns>
    public static JudgeBenchmarkOptions? Read(string[] words)
    {
        var flags = words.Where(word => word is "--quick" or "--full" or "--masks" or "--list").ToHashSet();
        if (OptionWords.Read([.. words.Where(word => !flags.Contains(word))], Names) is not { } options) return null;
        if (!options.TryGetValue("--data", out var folder)) return Refuse("give --data DIR, the folder of the series");
        var quick = flags.Contains("--quick");
        foreach (var name in Numbers)
            if (options.TryGetValue(name, out var word) && !double.TryParse(word, CultureInfo.InvariantCulture, out _))
                return Refuse($"{name}: {word} is no number");
        var read = new JudgeBenchmarkOptions
        {
            Folder = folder,
            Seed = Number(options, "--seed") is { } seed ? (ulong)seed : 1,
            Healthy = (int)(Number(options, "--healthy") ?? (quick ? 330 : 1320)),
            Window = (int)(Number(options, "--window") ?? 60),
            HistoryDays = Number(options, "--history-days"),
            OnlyOurs = options.TryGetValue("--only", out var only) && only is "ours",
            Full = flags.Contains("--full"),
            Lists = flags.Contains("--list"),
            Masks = flags.Contains("--masks"),
            Out = options.GetValueOrDefault("--out"),
        };
        if (only is not (null or "ours")) return Refuse("--only knows: ours");
        if (read.Healthy is < 1 or > 100_000) return Refuse("--healthy is from 1 to 100000");
        if (read.Window is < WarmUp + 3 or > 1440) return Refuse("--window is from 8 to 1440");
        return read.HistoryDays is <= 0 or > 365 ? Refuse("--history-days is above 0, up to 365") : read;
    }

    private static double? Number(Dictionary<string, string> options, string name) =>
        options.TryGetValue(name, out var word) ? double.Parse(word, CultureInfo.InvariantCulture) : null;

    private static JudgeBenchmarkOptions? Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return null;
    }
}
