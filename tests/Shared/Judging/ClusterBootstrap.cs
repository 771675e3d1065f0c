namespace Bellwether.Testing.Judging;

/// <summary>95 % intervals of a share whose trials come in clusters: whole files are drawn again, each data set for
/// itself.</summary>
/// <remarks>Deployments of one file are not independent, so an interval for independent ones would be too narrow.
/// Percentile method; Davison and Hinkley 1997, section 3.8.</remarks>
internal sealed class ClusterBootstrap
{
    public const int Samples = 1000;

    /// <summary>How often each file is in each draw.</summary>
    private readonly Dictionary<string, int[]> _times = new(StringComparer.Ordinal);

    /// <param name="files">Name and data set of each.</param>
    /// <param name="seed">Where the generator starts.</param>
    public ClusterBootstrap(IEnumerable<(string Name, string DataSet)> files, ulong seed)
    {
        var draws = new Draws(seed);
        foreach (var set in files.Distinct().GroupBy(file => file.DataSet, file => file.Name))
        {
            var names = set.Order(StringComparer.Ordinal).ToArray();
            foreach (var name in names) _times[name] = new int[Samples];
            for (var draw = 0; draw < Samples; draw++)
                for (var i = 0; i < names.Length; i++)
                    _times[names[draws.Below(names.Length)]][draw]++;
        }
    }

    /// <summary>Share of the trials that came true, and its interval; NaN of none.</summary>
    /// <param name="trials">File of each, and whether it came true.</param>
    public Share Of(IEnumerable<(string File, bool True)> trials)
    {
        var files = new Dictionary<string, (int True, int All)>(StringComparer.Ordinal);
        foreach (var (file, isTrue) in trials)
        {
            var (before, all) = files.GetValueOrDefault(file);
            files[file] = (before + (isTrue ? 1 : 0), all + 1);
        }

        var count = files.Values.Sum(file => file.All);
        if (count == 0) return new(double.NaN, double.NaN, double.NaN, 0);
        var shares = new List<double>(Samples);
        for (var draw = 0; draw < Samples; draw++)
        {
            int came = 0, all = 0;
            foreach (var (file, seen) in files)
            {
                came += _times[file][draw] * seen.True;
                all += _times[file][draw] * seen.All;
            }

            if (all > 0) shares.Add((double)came / all);
        }

        var sorted = shares.ToArray();
        return new((double)files.Values.Sum(file => file.True) / count,
            Averages.Quantile(sorted, 0.025), Averages.Quantile(sorted, 0.975), count);
    }
}
