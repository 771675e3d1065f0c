using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy rolled-back</c>: the previous version was put back.</summary>
internal static class RolledBackCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var version = new Option<string?>("--version")
        {
            Description = "The version that was put back; default the deployment's previous one",
            HelpName = "version",
        };
        const string example = "bellwether deploy rolled-back checkout-8f2c";
        return new Verb("rolled-back", "Say that the previous version was put back", example) { id, version }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.AnnounceAsync(
                    deployment,
                    "rolled-back",
                    new() { DeploymentId = deployment, Version = call.Words.GetValue(version) },
                    ContractsJson.Wire.RollbackCompleted);
            });
    }
}
