using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.People;

/// <summary><c>hold</c>: forbid the agent to decide until it is released.</summary>
internal static class HoldCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var reason = SharedOptions.Reason("Why the agent must not decide");
        var actor = SharedOptions.Actor();
        const string example = "bellwether hold checkout-8f2c --reason \"checking the new tariff by hand\"";
        return new Verb("hold", "Forbid the agent to decide until released", example) { id, reason, actor }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.SayAsync(
                    deployment,
                    "hold",
                    new()
                    {
                        DeploymentId = deployment,
                        Reason = call.Words.GetRequiredValue(reason),
                        Actor = Actors.Named(call.Words.GetValue(actor)),
                    },
                    ContractsJson.Wire.HoldPlaced);
            });
    }
}
