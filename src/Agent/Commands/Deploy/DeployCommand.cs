using System.CommandLine;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy</c>: what a pipeline announces of a deployment.</summary>
internal static class DeployCommand
{
    public static Command Create(Terminal terminal) =>
        new("deploy", "Announce a deployment, and what becomes of it, to the agent")
        {
            StartCommand.Create(terminal),
            StepCommand.Create(terminal),
            FinishCommand.Create(terminal),
            CancelCommand.Create(terminal),
            RolledBackCommand.Create(terminal),
        };
}
