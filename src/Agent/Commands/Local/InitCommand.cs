using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>init</c>: writes a configuration for a metrics page.</summary>
internal static class InitCommand
{
    private const string StandardFile = "bellwether.yaml";

    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var page = LocalOptions.Page();
        var (service, environment) = (SharedOptions.Service(), SharedOptions.Environment());
        (service.Required, environment.Required) = (false, false);
        var output = new Option<string?>("--output")
        {
            Description = $"File to write; default {StandardFile}",
            HelpName = "file",
        };
        var force = new Option<bool>("--force") { Description = "Replace the file if it is there" };
        const string example = "bellwether init http://127.0.0.1:8080/metrics --service checkout";
        var verb = new Verb("init", "Write a checked configuration for a metrics page, in observe mode", example)
        {
            page, service, environment, output, force,
        };
        verb.SetAction((words, stopping) => parts.Init(
            new(
                words.GetRequiredValue(page),
                words.GetValue(service),
                words.GetValue(environment),
                words.GetValue(output) ?? StandardFile,
                words.GetValue(force)),
            terminal,
            stopping));
        return verb;
    }
}
