using System.Runtime.InteropServices;
using System.Text.Json;
using Bellwether.Agent.Commands.Client;

namespace Bellwether.Agent.Commands.Facts;

/// <summary><c>version</c>: what runs here.</summary>
internal static class VersionCommand
{
    public static Verb Create(Terminal terminal)
    {
        var json = SharedOptions.Json();
        json.Description = "Print it as JSON";
        var verb = new Verb("version", "Show the program's version and what it runs on", "bellwether version --json")
        {
            json,
        };
        verb.SetAction(words => Print(terminal, words.GetValue(json)));
        return verb;
    }

    private static int Print(Terminal terminal, bool asJson)
    {
        var here = new InstalledVersion(
            Current, RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier);
        terminal.Out.WriteLine(asJson
            ? JsonSerializer.Serialize(here, ClientJson.Default.InstalledVersion)
            : $"bellwether {here.Version} ({here.Runtime}, {here.Platform})");
        return ExitCodes.Ok;
    }

    private static string Current => typeof(VersionCommand).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
