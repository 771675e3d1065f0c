using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>check</c>: whether configurations are good.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Configurations to check",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = SharedOptions.Json();
        json.Description = "Print the faults as JSON";
        var verb = new Verb("check", "Check configurations: exit 0 good, 2 faults", "bellwether check bellwether.yaml")
        {
            files,
            json,
        };
        verb.SetAction((words, stopping) =>
            parts.Check(new(words.GetRequiredValue(files), words.GetValue(json)), terminal, stopping));
        return verb;
    }
}
