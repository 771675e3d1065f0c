using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;

namespace Bellwether.Agent;

/// <summary><c>run</c>: compiles the plan and lives until it is told to stop.</summary>
internal static class RunAgent
{
    private const string Environment = "production";
    private static readonly Uri Listen = new("http://127.0.0.1:7070");

    public static async Task<int> RunAsync(RunRequest request, Terminal terminal, CancellationToken stopping)
    {
        if (request.Listen is { } listen && ListenAddress.Fault(listen) is { } fault)
            throw new CommandFailedException($"--listen {listen} {fault}");
        var plan = PlanOf(request, terminal);
        if (plan.Sidecar is { } sidecar) return await RunSidecar.RunAsync(plan, sidecar, terminal, stopping);
        try
        {
            Failpoint.Process.Pass("");
            // A terminal that closes must not end a watch. Reloading on this signal comes with the life cycle.
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
            await using var agent = new AgentHost(plan, terminal.Time);
            await StartAsync(agent, plan, stopping);
            await terminal.Error.WriteLineAsync(Greeting(plan, agent.Address));
            await agent.WaitAsync(stopping);
            return ExitCodes.Ok;
        }
        catch (StorageException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
        catch (FormatException e) when (e.Message.StartsWith("BELLWETHER_", StringComparison.Ordinal))
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static async Task StartAsync(AgentHost agent, AgentPlan plan, CancellationToken stopping)
    {
        try
        {
            await agent.StartAsync(stopping);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailedException(
                $"{plan.Listen} is in use by another program; choose another address with --listen", e);
        }
        catch (SocketException e)
        {
            throw new CommandFailedException(
                $"{plan.Listen} cannot be listened on ({e.Message}); choose another address with --listen", e);
        }
    }

    private static AgentPlan PlanOf(RunRequest request, Terminal terminal)
    {
        var surroundings = Surroundings.OfThisProcess();
        if (request.ConfigFile is { } file) return Changed(Loaded(file, request.Mode, surroundings, terminal), request);
        var state = request.StateFolder ?? Configuration.StateFolder.Default(surroundings)
            ?? throw new CommandFailedException("there is no folder for the state; name one with --state");
        try
        {
            return ConfigurationLoader.FromScrape(
                request.Scrape!, request.Service!, request.Environment ?? Environment, request.Mode ?? Mode.Observe,
                state, request.Listen ?? Listen);
        }
        catch (ConfigurationException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static AgentPlan Loaded(string file, Mode? mode, Surroundings surroundings, Terminal terminal)
    {
        var outcome = ConfigurationLoader.Load(file, surroundings, mode);
        if (outcome.Plan is { } plan) return plan;
        foreach (var fault in outcome.Faults) terminal.Error.WriteLine(fault);
        throw new CommandFailedException($"{file} has {outcome.Faults.Count} fault(s); nothing was started");
    }

    private static AgentPlan Changed(AgentPlan plan, RunRequest request)
    {
        if (request.Environment is not null)
            throw new CommandFailedException("--environment goes with --scrape; a configuration names its own");
        return plan with
        {
            Listen = request.Listen ?? plan.Listen,
            StateFolder = request.StateFolder ?? plan.StateFolder,
        };
    }

    private static string Greeting(AgentPlan plan, string address) =>
        $"bellwether {AgentVersion.Text} listens on {address}, {(plan.Mode == Mode.Gate ? "gates" : "observes")} "
        + $"{string.Join(", ", plan.Services.Select(s => s.Service))} in {plan.Environment}; "
        + $"state in {plan.StateFolder}";
}
