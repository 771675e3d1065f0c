using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.People;

/// <summary><c>release</c>: let the agent decide again.</summary>
internal static class ReleaseCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var reason = SharedOptions.Reason("Why it may decide again");
        var actor = SharedOptions.Actor();
        const string example = "bellwether release checkout-8f2c --reason \"the tariff is right\"";
        return new Verb("release", "Let the agent decide again", example) { id, reason, actor }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.SayAsync(
                    deployment,
                    "release",
                    new()
                    {
                        DeploymentId = deployment,
                        Reason = call.Words.GetRequiredValue(reason),
                        Actor = Actors.Named(call.Words.GetValue(actor)),
                    },
                    ContractsJson.Wire.HoldReleased);
            });
    }
}
