using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>demo</c>: the whole story on real processes.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var repeat = SharedOptions.Number(
            "--repeat", "How often the story is told, each with the next seed; default 1", least: 1);
        var seed = SharedOptions.Number("--seed", "Seed of the load and the service; default 1", least: 0);
        var keep = new Option<string?>("--keep")
        {
            Description = "Leave journal, configuration and logs in this new or empty folder; default nothing is left",
            HelpName = "folder",
        };
        const string description = "Deploy good and bad versions of a sample service and watch the verdicts";
        var verb = new Verb("demo", description, "bellwether demo --repeat 3 --seed 7")
        {
            repeat,
            seed,
            keep,
        };
        verb.SetAction((words, stopping) => parts.Demo(
            new(words.GetValue(repeat) ?? 1, words.GetValue(seed) ?? 1, words.GetValue(keep)), terminal, stopping));
        return verb;
    }
}
