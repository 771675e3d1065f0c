using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs;

/// <summary>Whether there are logs to read yet.</summary>
internal static class LogDoubts
{
    public static IReadOnlyList<Doubt> Of(LogsProbeOptions options) =>
        [.. Members(options).Where(one => !Any(one.Pattern)).Select(one => new Doubt(
            one.Member, $"there is no file {one.Pattern} yet", MayCome: true))];

    private static IEnumerable<(string Member, string Pattern)> Members(LogsProbeOptions options)
    {
        if (options.File is { } only) yield return (nameof(options.File), only);
        for (var i = 0; i < options.Files.Count; i++)
            yield return ($"{nameof(options.Files)}[{i}]", options.Files[i]);
        for (var i = 0; i < options.Targets.Count; i++)
            yield return ($"{nameof(options.Targets)}[{i}].{nameof(LogTargetOptions.File)}", options.Targets[i].File);
    }

    /// <summary>A folder that may not be read may hold it: who runs the agent may read more.</summary>
    private static bool Any(string pattern)
    {
        var refused = false;
        return LogGlob.Expand(pattern, _ => refused = true).Any(File.Exists) || refused;
    }
}
