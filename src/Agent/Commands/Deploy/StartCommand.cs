using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary><c>deploy start</c>: a new version is about to be brought.</summary>
internal static class StartCommand
{
    private const string Example =
        "id=$(bellwether deploy start --service checkout --environment production --version 2.4.1)";

    public static Command Create(Terminal terminal)
    {
        var options = new StartOptions();
        var verb = new Verb("start", "Announce a deployment; prints its id", Example);
        options.AddTo(verb);
        return verb.Asking(terminal, call => StartAsync(call, options));
    }

    private static async Task<int> StartAsync(AgentCall call, StartOptions options)
    {
        var started = options.Read(call.Words, call.Terminal.Time.GetUtcNow());
        var wire = ContractsJson.Wire;
        var reply = await call.PostAsync("/v1/deployments", started, wire.DeploymentStarted, wire.DeploymentStatus);
        // The id stands alone on its line: pipelines catch it with $(…).
        call.Print(reply, status => status.DeploymentId);
        if (!call.AsJson) await call.Terminal.Error.WriteLineAsync(reply.Value.Summary);
        return ExitCodes.Ok;
    }
}
