using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Pretend deployments and injected faults on real series: ours beside the judges that people use.</summary>
internal static class JudgeBenchmark
{
    public static int Run(string[] words)
    {
        if (JudgeBenchmarkOptions.Read(words) is not { } options) return 2;
        var files = SeriesFolder.Read(options.Folder);
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"skipped: no series (*.csv.gz) in {options.Folder}");
            return 0;
        }

        return QuickRun.Print(files, options);
    }
}
