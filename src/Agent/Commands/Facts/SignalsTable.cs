using Bellwether.Contracts.Signals;
using Spectre.Console;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>Signals as a table: with lines for a person at a terminal, tab-separated for a file or a pipe.</summary>
internal static class SignalsTable
{
    private static readonly string[] Heads =
        ["signal", "kind", "latest", "age", "points", "judged by", "comes from"];

    public static void Print(IReadOnlyList<SignalStatus> all, Terminal terminal)
    {
        var now = terminal.Time.GetUtcNow();
        if (terminal.IsInteractive) Draw(all, now);
        else Write(all, now, terminal.Out);
    }

    private static string[] Row(SignalStatus status, DateTimeOffset now) =>
    [
        status.Signal,
        SignalCells.Kind(status),
        SignalCells.Latest(status),
        SignalCells.Age(status, now),
        SignalCells.Points(status),
        SignalCells.JudgedBy(status),
        status.Quality is { } quality ? $"{status.Source} ({quality})" : status.Source,
    ];

    /// <summary>One line a signal, whatever is wrong in its last cell.</summary>
    private static void Write(IReadOnlyList<SignalStatus> all, DateTimeOffset now, TextWriter output)
    {
        output.WriteLine(string.Join('\t', Heads.Prepend("service").Append("problem")));
        foreach (var status in all)
            output.WriteLine(string.Join('\t', Row(status, now).Prepend($"{status.Service}/{status.Environment}")
                .Append(string.Join("; ", SignalCells.Problems(status))).Select(OneCell)));
    }

    private static void Draw(IReadOnlyList<SignalStatus> all, DateTimeOffset now)
    {
        foreach (var service in all.GroupBy(status => $"{status.Service}/{status.Environment}"))
        {
            var table = new Table().Border(TableBorder.Minimal).Title(Markup.Escape(service.Key));
            foreach (var head in Heads) table.AddColumn(head);
            foreach (var status in service) table.AddRow(Row(status, now).Select(cell => new Text(OneCell(cell))));
            AnsiConsole.Write(table);
            foreach (var status in service)
                foreach (var problem in SignalCells.Problems(status))
                    AnsiConsole.WriteLine(OneCell($"{status.Signal}: {problem}"));
        }
    }

    /// <summary>What others sent neither ends a cell nor moves the cursor.</summary>
    private static string OneCell(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
