using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>The trials of a run: as many from each data set.</summary>
internal static class TrialSets
{
    private const double DefaultDays = 14;

    public static IReadOnlyList<Trial> Of(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options)
    {
        var sets = files.Select(file => file.DataSet).Distinct().ToArray();
        var trials = new List<Trial>();
        for (var s = 0; s < sets.Length; s++)
        {
            var drawn = TrialDraw.Of([.. files.Where(file => file.DataSet == sets[s])], new()
            {
                Count = (options.Healthy + sets.Length - 1) / sets.Length,
                Window = options.Window,
                History = TimeSpan.FromDays(options.HistoryDays ?? DefaultDays),
                ExactHistory = options.HistoryDays is not null,
                Seed = options.Seed * 1_000_003 + (ulong)s,
            });
            if (drawn.Count == 0) Console.Error.WriteLine($"{sets[s]}: no file has the history and the window");
            trials.AddRange(drawn);
        }

        return trials;
    }
}
