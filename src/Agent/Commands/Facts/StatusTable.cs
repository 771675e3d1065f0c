using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;
using Spectre.Console;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>Deployments as a table: with lines for a person at a terminal, tab-separated for a file or a
/// pipe.</summary>
internal static class StatusTable
{
    private static readonly string[] Heads = ["deployment", "service", "version", "state", "announced", "stands"];

    public static void Print(IReadOnlyList<DeploymentStatus> all, Terminal terminal)
    {
        var rows = all.Select(Row).ToArray();
        if (terminal.IsInteractive) Draw(rows);
        else foreach (var row in rows.Prepend(Heads)) terminal.Out.WriteLine(string.Join('\t', row));
    }

    private static string[] Row(DeploymentStatus status) =>
    [
        status.DeploymentId,
        $"{status.Service}/{status.Environment}",
        status.Version,
        Choices.Word(status.State),
        UtcInstant.Format(status.AnnouncedAt),
        status.Summary,
    ];

    private static void Draw(string[][] rows)
    {
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var head in Heads) table.AddColumn(head);
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
