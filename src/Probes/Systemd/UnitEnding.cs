using System.Globalization;

namespace Bellwether.Probes.Systemd;

/// <summary>How a service ended, in words that an operator understands.</summary>
internal static class UnitEnding
{
    private const int Killed = 9;

    /// <summary>128 and the signal: what a program exits with that was asked to end (HUP, INT, TERM) and says
    /// so.</summary>
    private static readonly int[] s_asked = [129, 130, 143];

    private static readonly Dictionary<int, string> s_signals = new()
    {
        [4] = "ILL",
        [6] = "ABRT",
        [7] = "BUS",
        [8] = "FPE",
        [Killed] = "KILL",
        [11] = "SEGV",
        [31] = "SYS",
    };

    /// <summary>Exit codes of systemd itself, for what it could not do before the program began. Source:
    /// systemd.exec(5).</summary>
    private static readonly Dictionary<int, string> s_codes = new()
    {
        [200] = "its working directory cannot be entered",
        [203] = "it could not be executed",
        [209] = "its standard output could not be set up",
        [216] = "its group does not exist",
        [217] = "its user does not exist",
        [226] = "its namespaces could not be set up",
        [228] = "its seccomp filter could not be set up",
        [238] = "its state directory could not be set up",
        [243] = "its credentials could not be set up",
    };

    /// <summary>What failed it; null where nothing did, or it only ended as it was asked to.</summary>
    public static string? FailureOf(UnitFacts unit) => unit.Result switch
    {
        "success" or "exec-condition" => null,
        "exit-code" when s_asked.Contains(unit.EndedWith) => null,
        "oom-kill" => "was killed because it took too much memory (oom-kill)",
        "start-limit-hit" => $"ended too often to be started again (start-limit-hit){Last(unit)}",
        "exit-code" or "signal" or "core-dump" => Ending(unit) ?? $"failed ({unit.Result})",
        "watchdog" => "gave its watchdog no sign of life (watchdog)",
        "timeout" => "did not start or end in time (timeout)",
        "resources" => "could not be started for want of resources (resources)",
        var other => $"failed ({other})",
    };

    /// <summary>The code that the process ended with, as a shell would show it; null where it runs.</summary>
    public static int? CodeOf(UnitFacts unit) => unit.EndedBySignal switch
    {
        true => 128 + unit.EndedWith,
        false => unit.EndedWith,
        null => null,
    };

    private static string Last(UnitFacts unit) => Ending(unit) is { } ending ? $": {ending}" : "";

    private static string? Ending(UnitFacts unit) => (unit.EndedBySignal, unit.EndedWith) switch
    {
        (true, var signal) => $"was ended by signal {Number(signal)}"
            + (s_signals.TryGetValue(signal, out var name) ? $" ({name})" : ""),
        (false, not 0 and var code) => $"exited with code {Number(code)}"
            + (s_codes.TryGetValue(code, out var why) ? $" ({why})" : ""),
        _ => null,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
