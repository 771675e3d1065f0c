using System.Runtime.InteropServices;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent;

/// <summary><c>run</c> with a configuration that makes the agent a sidecar.</summary>
internal static class RunSidecar
{
    public static async Task<int> RunAsync(
        AgentPlan plan, SidecarPlan sidecar, Terminal terminal, CancellationToken stopping)
    {
        // A terminal that closes must not blind the home. A changed file is read at the next start.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        await using var host = new SidecarHost(plan, sidecar, terminal.Time);
        try
        {
            await host.StartAsync(stopping);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailedException(
                $"{plan.Listen} is in use by another program; choose another address with --listen", e);
        }

        await terminal.Error.WriteLineAsync(
            $"bellwether {AgentVersion.Text} listens on {host.Address}, a sidecar of {sidecar.Instance} of "
            + $"{plan.Services[0].Service} in {plan.Environment}; its home is {sidecar.Home}");
        await host.WaitAsync(stopping);
        return ExitCodes.Ok;
    }
}
