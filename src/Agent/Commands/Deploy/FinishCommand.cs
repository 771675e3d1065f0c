using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy finish</c>: the new version is in place everywhere.</summary>
internal static class FinishCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        const string example = "bellwether deploy finish checkout-8f2c";
        return new Verb("finish", "Say that the new version is in place everywhere", example) { id }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.AnnounceAsync(
                    deployment, "finish", new() { DeploymentId = deployment }, ContractsJson.Wire.DeploymentFinished);
            });
    }
}
