using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>discover</c>: what a metrics page offers to judge by.</summary>
internal static class DiscoverCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var page = LocalOptions.Page();
        var json = SharedOptions.Json();
        json.Description = "Print what was found as JSON";
        const string example = "bellwether discover http://127.0.0.1:8080/metrics";
        var verb = new Verb("discover", "Find rate, errors and latency on a metrics page", example) { page, json };
        verb.SetAction((words, stopping) =>
            parts.Discover(new(words.GetRequiredValue(page), words.GetValue(json)), terminal, stopping));
        return verb;
    }
}
