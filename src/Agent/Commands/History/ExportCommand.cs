using System.CommandLine;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Commands.History;

/// <summary><c>history export</c>: what the agent remembers, as a table.</summary>
internal static class ExportCommand
{
    private const string Example = "bellwether history export --service checkout --since 3d --output checkout.csv";

    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var (service, environment) = (SharedOptions.Service(), SharedOptions.Environment());
        (service.Required, environment.Required) = (false, false);
        var state = LocalOptions.StateFolder();
        var output = new Option<string?>("--output")
        {
            Description = "File to write; default the standard output",
            HelpName = "file",
        };
        var since = Moment.Option("--since", "From then on; default all there is");
        var until = Moment.Option("--until", "Until then; default now");
        var interval = SharedOptions.Duration("--interval", "Width of a point; default that of the widest one stored");
        var only = TableOptions.Many("--only", "Signals that are wanted; default all", "signal,…");
        var verb = new Verb("export", "Write a service's history as CSV, also while an agent runs", Example)
        {
            service, environment, state, output, since, until, interval, only,
        };
        verb.SetAction((words, stopping) => parts.HistoryExport(
            new()
            {
                Service = words.GetValue(service),
                Environment = words.GetValue(environment),
                StateFolder = words.GetValue(state),
                Output = words.GetValue(output),
                Since = words.GetValue(since),
                Until = words.GetValue(until),
                Interval = words.GetValue(interval),
                Only = TableOptions.Listed(words.GetValue(only)),
            },
            terminal, stopping));
        return verb;
    }
}
