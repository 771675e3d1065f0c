using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy step</c>: the next share of the traffic, or the next instances, have the new version.</summary>
internal static class StepCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var step = SharedOptions.Number("--step", "The step that begins, from 1", least: 1);
        step.Required = true;
        var weight = new Option<double?>("--weight")
        {
            Description = "Share of the traffic on the new version, such as 20% or 0.2",
            HelpName = "share",
            CustomParser = result => SharedOptions.Read(result, Shares.Parse, Shares.Hint),
        };
        const string example = "bellwether deploy step checkout-8f2c --step 1 --weight 20%";
        return new Verb("step", "Say that the deployment reached its next step", example) { id, step, weight }.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.AnnounceAsync(
                    deployment,
                    "steps",
                    new()
                    {
                        DeploymentId = deployment,
                        Step = call.Words.GetValue(step) ?? 0,
                        Weight = call.Words.GetValue(weight),
                    },
                    ContractsJson.Wire.DeploymentStepReached);
            });
    }
}
