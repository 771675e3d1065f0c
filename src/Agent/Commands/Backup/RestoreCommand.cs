using System.CommandLine;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Commands.Backup;

/// <summary><c>restore</c>: a backup becomes the state of an agent that does not run yet.</summary>
internal static class RestoreCommand
{
    private const string Example = "bellwether restore /srv/backup/bellwether --state /var/lib/bellwether";

    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var folder = new Argument<string>("folder") { Description = "The backup" };
        var state = LocalOptions.StateFolder();
        var verb = new Verb("restore", "Put a backup where an agent that is not running finds its state", Example)
        {
            folder, state,
        };
        verb.SetAction((words, stopping) => parts.Restore(
            new(words.GetValue(folder)!, words.GetValue(state)), terminal, stopping));
        return verb;
    }
}
