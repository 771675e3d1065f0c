using System.CommandLine;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.People;

/// <summary><c>override</c>: a person decides in the agent's place.</summary>
internal static class OverrideCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var decision = Choices.Argument("decision", "What it is to be", Decision.Promote, Decision.Rollback);
        var reason = SharedOptions.Reason("Why the agent's own verdict is not wanted");
        var actor = SharedOptions.Actor();
        const string example = "bellwether override checkout-8f2c promote --reason \"the errors are a crawler's\"";
        return new Verb("override", "Decide in the agent's place", example) { id, decision, reason, actor }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.SayAsync(
                    deployment,
                    "override",
                    new()
                    {
                        DeploymentId = deployment,
                        Decision = call.Words.GetRequiredValue(decision),
                        Reason = call.Words.GetRequiredValue(reason),
                        Actor = Actors.Named(call.Words.GetValue(actor)),
                    },
                    ContractsJson.Wire.VerdictOverridden);
            });
    }
}
