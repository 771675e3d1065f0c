using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Probes.Exec;

/// <summary>Whether a program could be run, without running it.</summary>
internal static class ProgramDoubts
{
    /// <summary>Anybody may execute it: who runs <c>check</c> is seldom who runs the agent.</summary>
    private const int Execute = 0x49;

    public static IReadOnlyList<Doubt> Of(ExecProbeOptions options) =>
    [
        .. OfProgram(options.Program) is { } program ? new[] { new Doubt(nameof(options.Program), program) } : [],
        .. Directory.Exists(options.Directory) ? Array.Empty<Doubt>()
            : [new(nameof(options.Directory), $"there is no folder {options.Directory}")],
    ];

    private static string? OfProgram(string path)
    {
        if (Directory.Exists(path)) return $"{path} is a folder and no program";
        if (!File.Exists(path)) return $"there is no program {path}";
        if (FileOwner.Of(UnsafeProgram.Followed(path)) is { } facts && (facts.Mode & Execute) == 0)
            return $"{path} is not executable: chmod +x";
        return UnsafeProgram.Why(path);
    }
}
