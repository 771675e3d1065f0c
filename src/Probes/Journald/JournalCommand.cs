using System.Globalization;
using System.Text;
using Bellwether.Probes.Programs;

namespace Bellwether.Probes.Journald;

/// <summary>How <c>journalctl</c> is asked, and what its refusals mean.</summary>
/// <remarks>It is asked anew at each look, for what came after the last entry: a child that follows would have to be
/// watched over restarts of the journal, and the library behind it is there in other versions on each host.</remarks>
internal static class JournalCommand
{
    /// <param name="options">Which journal, which messages.</param>
    /// <param name="cursor">The last entry that was read; null: the last ones there are.</param>
    /// <param name="last">How many of the last, where there is no cursor.</param>
    public static ProgramPlan After(JournaldProbeOptions options, string? cursor, int last)
    {
        List<string> arguments =
            ["--output=json", "--no-pager", "--all", "--output-fields=MESSAGE,PRIORITY"];
        if (options.Directory is { } folder) arguments.Add($"--directory={folder}");
        if (options.Unit is { } unit) arguments.Add($"--unit={unit}");
        if (options.Identifier is { } identifier) arguments.Add($"--identifier={identifier}");
        arguments.Add(cursor is null
            ? $"--lines={last.ToString(CultureInfo.InvariantCulture)}" : $"--after-cursor={cursor}");
        return new()
        {
            Path = options.Journalctl,
            Arguments = arguments,
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C", ["SYSTEMD_COLORS"] = "0" },
            MostBytes = options.LookBytes,
            EndsWhenFull = true,
        };
    }

    /// <summary>Why what it says is not the whole truth; null where it is.</summary>
    public static Look? Trouble(ProgramEnd end, TimeSpan patience)
    {
        if (end.IsLate)
            return Look.Missing("timeout", $"journalctl did not end within {patience.TotalSeconds:0.###} s");
        var said = Encoding.UTF8.GetString(end.Errors).Trim();
        if (said.Contains("not seeing messages from other users", StringComparison.Ordinal)
            || said.Contains("insufficient permissions", StringComparison.Ordinal)
            || said.Contains("Permission denied", StringComparison.Ordinal))
            return Look.Missing("no-access",
                "the agent may not read the journal: its user must be in the group systemd-journal");
        if (end.Code == 0 || end.IsFull) return null;
        var line = said.Split('\n')[0];
        return Look.Missing("no-journal", $"journalctl ended with {(end.Code is { } code
            ? code.ToString(CultureInfo.InvariantCulture) : "a signal")}: {line[..Math.Min(line.Length, 200)]}");
    }
}
