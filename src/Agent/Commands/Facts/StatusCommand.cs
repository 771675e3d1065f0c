using System.CommandLine;
using Bellwether.Contracts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Facts;

/// <summary><c>status</c>: the deployments that the agent knows, or one of them in full.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("deployment")
        {
            Description = "Optional: the deployment's id; without it, all are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        id.Validators.Add(result => SharedOptions.Check(result, Ids.IsId, SharedOptions.IdHint));
        return new Verb("status", "Show the deployments that the agent knows", "bellwether status checkout-8f2c") { id }
            .Asking(terminal, call => call.Words.GetValue(id) is { } one ? OneAsync(call, one) : AllAsync(call));
    }

    private static async Task<int> OneAsync(AgentCall call, string deployment)
    {
        var reply = await call.GetAsync($"/v1/deployments/{deployment}", ContractsJson.Wire.DeploymentStatus);
        call.Print(reply, StatusText.Of);
        return ExitCodes.Ok;
    }

    private static async Task<int> AllAsync(AgentCall call)
    {
        var reply = await call.GetAsync("/v1/deployments", ContractsJson.Wire.IReadOnlyListDeploymentStatus);
        if (call.AsJson) await call.Terminal.Out.WriteLineAsync(reply.Json);
        else if (reply.Value.Count == 0) await call.Terminal.Error.WriteLineAsync(
            "no deployment was announced yet; `bellwether signals` shows what is watched meanwhile");
        else StatusTable.Print(reply.Value, call.Terminal);
        return ExitCodes.Ok;
    }
}
