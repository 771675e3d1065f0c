using System.CommandLine;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands;

/// <summary>What a person says of the columns of a table; the same for all commands that read one.</summary>
internal sealed class TableOptions
{
    private static readonly SignalKind[] Kinds =
        [SignalKind.Gauge, SignalKind.Rate, SignalKind.Ratio, SignalKind.Latency];

    private readonly Option<string[]> _map = Many(
        "--map", "Name of a column: COLUMN=SIGNAL, or COLUMN=time", "column=signal");

    private readonly Option<string[]> _ratio = Many(
        "--ratio", "Columns of counts: SIGNAL=BAD/TOTAL; columns named SIGNAL.bad and SIGNAL.total need none",
        "signal=bad/total");

    private readonly Option<string[]> _kind = Many(
        "--kind", "Kind of a signal: gauge (the default), rate (per second), ratio or latency (both of counts)",
        "signal=kind");

    private readonly Option<string[]> _unit = Many(
        "--unit", "Unit of a signal, such as seconds or bytes", "signal=unit");

    private readonly Option<string[]> _only = Many("--only", "Signals that are wanted; default all", "signal,…");

    private readonly Option<TimeSpan?> _interval = SharedOptions.Duration(
        "--interval", "Width of a point; default as the times tell");

    public IEnumerable<Option> All => [_map, _ratio, _kind, _unit, _only, _interval];

    public static Option<string[]> Many(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Words of an option that takes lists: <c>a,b</c> and again <c>c</c>; empty for none.</summary>
    public static IReadOnlyList<string> Listed(IReadOnlyList<string>? words) => [.. (words ?? []).SelectMany(word =>
        word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <exception cref="CommandFailedException">A word is not understood.</exception>
    public SignalWishes Read(ParseResult words)
    {
        var names = NamedValues.AtLast("--map", words.GetValue(_map), "COLUMN=SIGNAL");
        foreach (var (signal, columns) in NamedValues.AtFirst("--ratio", words.GetValue(_ratio), "SIGNAL=BAD/TOTAL"))
        {
            if (columns.LastIndexOf('/') is not (> 0 and var at) || at == columns.Length - 1)
                throw new CommandFailedException($"--ratio: '{columns}' is not understood; write SIGNAL=BAD/TOTAL");
            foreach (var (column, part) in new[] { (columns[..at], "bad"), (columns[(at + 1)..], "total") })
                if (!names.TryAdd(column.Trim(), $"{signal}.{part}"))
                    throw new CommandFailedException($"column '{column.Trim()}' is named twice by --map and --ratio");
        }

        return new()
        {
            Names = names,
            Kinds = NamedValues.AtFirst("--kind", words.GetValue(_kind), "SIGNAL=KIND")
                .ToDictionary(pair => pair.Key, pair => KindOf(pair.Value), StringComparer.Ordinal),
            Units = NamedValues.AtFirst("--unit", words.GetValue(_unit), "SIGNAL=UNIT"),
            Only = Listed(words.GetValue(_only)).ToHashSet(StringComparer.Ordinal),
            Interval = words.GetValue(_interval),
        };
    }

    private static SignalKind KindOf(string word) => Array.Find(Kinds, kind => Choices.Word(kind) == word) is var kind
        && Choices.Word(kind) == word ? kind : throw new CommandFailedException(
            $"--kind: '{word}' is no kind; there are gauge, rate, ratio and latency");
}
