using System.CommandLine;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Commands.History;

/// <summary><c>history</c>: what is known of a service's past, from other places and to them.</summary>
internal static class HistoryCommand
{
    public static Command Create(Terminal terminal, LocalParts parts) =>
        new("history", "Fill a service's history from elsewhere, or write it out")
        {
            ImportCommand.Create(terminal, parts),
            ExportCommand.Create(terminal, parts),
        };
}
