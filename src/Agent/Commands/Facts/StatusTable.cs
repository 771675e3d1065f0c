using Bellwether.Contracts.Deployments;
using Spectre.Console;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>Deployments as a table: with lines for a person at a terminal, tab-separated for a file or a
/// pipe.</summary>
internal static class StatusTable
{
    private static readonly string[] Heads = ["deployment", "service", "version", "decision", "state", "age", "stands"];

    public static void Print(IReadOnlyList<DeploymentStatus> all, Terminal terminal)
    {
        var rows = all.Select(status => Row(status, terminal.Time.GetUtcNow())).ToArray();
        if (terminal.IsInteractive) Draw(rows);
        else foreach (var row in rows.Prepend(Heads)) terminal.Out.WriteLine(string.Join('\t', row));
    }

    private static string[] Row(DeploymentStatus status, DateTimeOffset now) =>
    [
        status.DeploymentId,
        $"{status.Service}/{status.Environment}",
        status.Version,
        StatusCells.Decision(status),
        Choices.Word(status.State),
        StatusCells.Age(status, now),
        StatusCells.Stands(status),
    ];

    private static void Draw(string[][] rows)
    {
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var head in Heads) table.AddColumn(head);
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
