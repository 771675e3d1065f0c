using System.CommandLine;
using System.CommandLine.Parsing;

namespace Bellwether.Agent.Commands;

/// <summary>Says what is wrong with a command line: every fault, a likely correction, and where the help is.</summary>
internal static class Complaints
{
    /// <summary>Edits between a mistyped word and the one that is offered for it, at most.</summary>
    private const int NearestEdits = 3;

    /// <summary>Options by the names that people try first.</summary>
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["--id"] = "--deployment",
        ["--deployment-id"] = "--deployment",
        ["--name"] = "--service",
        ["--env"] = "--environment",
        ["--previous"] = "--previous-version",
    };

    public static int Print(ParseResult result, TextWriter error)
    {
        foreach (var message in result.Errors.Select(fault => fault.Message).Distinct())
            error.WriteLine($"bellwether: {message}");
        foreach (var word in result.UnmatchedTokens)
        {
            if (result.Errors.Count == 0) error.WriteLine($"bellwether: '{word}' is not understood");
            if (Meant(word, [.. Words(result.CommandResult)]) is { } meant)
                error.WriteLine($"bellwether: did you mean '{meant}' instead of '{word}'?");
        }

        error.WriteLine($"See: {Path(result.CommandResult)} --help");
        return ExitCodes.Usage;
    }

    /// <summary>What was meant by an option that goes by another name here, or is mistyped; null where nothing is
    /// near.</summary>
    public static string? Meant(string word, IReadOnlyList<string> known) =>
        Meanings.TryGetValue(word, out var other) && known.Contains(other) ? other : Nearest(word, known);

    /// <summary>The known word closest to a mistyped one; null where none is close.</summary>
    public static string? Nearest(string mistyped, IEnumerable<string> known)
    {
        var best = known
            .Select(word => (Word: word, Edits: Edits(mistyped, word)))
            .OrderBy(pair => pair.Edits).ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        // The dashes of an option are no letters: --id is not near --ca.
        var letters = mistyped.TrimStart('-').Length;
        return best.Word is not null && best.Edits <= Math.Min(NearestEdits, letters / 2) ? best.Word : null;
    }

    private static IEnumerable<string> Words(CommandResult at) =>
        at.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)
            .Concat(at.Command.Options.Where(option => !option.Hidden).Select(option => option.Name));

    private static string Path(CommandResult at) =>
        at.Parent is CommandResult parent ? $"{Path(parent)} {at.Command.Name}" : "bellwether";

    /// <summary>Letters to add, drop or change; Levenshtein 1965.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
