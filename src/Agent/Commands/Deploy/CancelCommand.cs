using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy cancel</c>: the deployment was called off.</summary>
internal static class CancelCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var actor = SharedOptions.Actor();
        var reason = SharedOptions.Reason("Why it was called off");
        reason.Required = false;
        const string example = "bellwether deploy cancel checkout-8f2c --reason \"the image could not be pulled\"";
        return new Verb("cancel", "Say that the deployment was called off", example) { id, reason, actor }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.AnnounceAsync(
                    deployment,
                    "cancel",
                    new()
                    {
                        DeploymentId = deployment,
                        Reason = call.Words.GetValue(reason),
                        Actor = Actors.Named(call.Words.GetValue(actor)),
                    },
                    ContractsJson.Wire.DeploymentCancelled);
            });
    }
}
