using System.Net.Sockets;
using System.Runtime.InteropServices;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Supervision;

namespace Bellwether.Agent;

/// <summary><c>run</c>: compiles the plan and lives until it is told to stop.</summary>
internal static class RunAgent
{
    private const string Environment = "production";
    private static readonly Uri Listen = new("http://127.0.0.1:7070");

    public static async Task<int> RunAsync(RunRequest request, Terminal terminal, CancellationToken stopping)
    {
        var plan = PlanOf(request, terminal);
        if (request.Listen is { } listen && ListenAddress.Fault(listen, plan.Tls, plan.Access) is { } fault)
            throw new CommandFailedException($"--listen {listen} {fault}");
        if (plan.Sidecar is { } sidecar) return await RunSidecar.RunAsync(plan, sidecar, terminal, stopping);
        try
        {
            Failpoint.Process.Pass("");
            AgentHost? running = null;
            // A terminal that closes sends it too, and must not end a watch.
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                running?.Reload();
            });
            using var notifier = new Notifier(Supervisor.TakeFromEnvironment(), terminal.Time);
            await using var agent = running = new AgentHost(plan, terminal.Time, Reloading(request));
            using var attendance = agent.Attend(notifier);
            await StartAsync(agent, plan, stopping);
            attendance.Listens();
            // Where each line is an object, these are as well.
            Func<string, Task> tell = plan.Log.Format is LogFormat.Json
                ? sentence => Task.Run(() => agent.Tell(sentence), CancellationToken.None)
                : terminal.Error.WriteLineAsync;
            await tell(Greeting(plan, agent.Address));
            if (plan.Tls is null && !ListenAddress.IsLoopback(plan.Listen))
                await tell("bellwether: without tls, tokens and verdicts travel in the clear beyond this host");
            await agent.WaitAsync(stopping);
            return ExitCodes.Ok;
        }
        catch (StorageException e)
        {
            // What may pass by itself is no mistake of the operator's: a service manager tries it again.
            var mayPass = e.Trouble is StorageTrouble.Full or StorageTrouble.Unavailable;
            throw new CommandFailedException(e.Message, e)
            {
                ExitCode = mayPass ? ExitCodes.Fault : ExitCodes.Usage,
            };
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
        if (request.ConfigFile is { } file) return Loaded(file, LoadFile(request, surroundings), terminal);
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

    // The environment of the process does not change, files with credentials do.
    private static Func<ConfigurationOutcome>? Reloading(RunRequest request) =>
        request.ConfigFile is not { } file ? null : () =>
        {
            var outcome = LoadFile(request, Surroundings.OfThisProcess());
            // Where it listens may have been said beside the file, which cannot know that callers must be known.
            return outcome.Plan is { } plan && ListenAddress.Fault(plan.Listen, plan.Tls, plan.Access) is { } fault
                ? new ConfigurationOutcome { Faults = [new(file, 0, 0, "listen", $"{plan.Listen} {fault}")] }
                : outcome;
        };

    private static ConfigurationOutcome LoadFile(RunRequest request, Surroundings surroundings)
    {
        var outcome = ConfigurationLoader.Load(request.ConfigFile!, surroundings, request.Mode);
        return outcome.Plan is { } plan ? outcome with { Plan = Changed(plan, request) } : outcome;
    }

    private static AgentPlan Loaded(string file, ConfigurationOutcome outcome, Terminal terminal)
    {
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
