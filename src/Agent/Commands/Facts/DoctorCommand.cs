using System.CommandLine;
using System.Text.Json;
using Bellwether.Agent.Commands.Verdicts;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Facts;

/// <summary><c>doctor</c>: why a verdict would be inconclusive now.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal) =>
        new Verb(
            "doctor",
            "Say why a verdict would be inconclusive now: exit 0 nothing found, 11 something found",
            "bellwether doctor").Asking(terminal, ExamineAsync);

    private static async Task<int> ExamineAsync(AgentCall call)
    {
        var signals = await call.GetAsync("/v1/signals", ContractsJson.Wire.IReadOnlyListSignalStatus);
        var services = signals.Value
            .Select(signal => (signal.Service, signal.Environment)).Distinct().Order().ToArray();
        var findings = new List<PreflightAssessed>();
        foreach (var (service, environment) in services)
            findings.Add(await PreflightAsync(call, service, environment));
        var blind = services.SelectMany(of => BlindProbes.Of(Of(signals.Value, of.Service)));
        var known = await call.GetAsync("/v1/deployments", ContractsJson.Wire.IReadOnlyListDeploymentStatus);
        Print(call, signals.Value, findings);
        if (!call.AsJson) PrintUnlearned(call, known.Value);
        var well = services.Length > 0 && findings.All(found => found.Ready) && !blind.Any()
            && signals.Value.All(signal => signal.Problem is null);
        return well ? ExitCodes.Ok : ExitCodes.Inconclusive;
    }

    private static IEnumerable<SignalStatus> Of(IReadOnlyList<SignalStatus> signals, string service) =>
        signals.Where(signal => signal.Service == service);

    /// <summary>What rules in the file no longer judge; it makes no verdict inconclusive, and so is no
    /// finding.</summary>
    private static string? Unjudged(IReadOnlyList<SignalStatus> signals, string service) => ReplacedRules.Sentence(
        Of(signals, service).Where(signal => signal.DefaultRule is not null).Select(signal => signal.Signal));

    private static async Task<PreflightAssessed> PreflightAsync(AgentCall call, string service, string environment)
    {
        var wire = ContractsJson.Wire;
        var request = new PreflightRequested { Service = service, Environment = environment };
        return (await call.PostAsync("/v1/preflights", request, wire.PreflightRequested, wire.PreflightAssessed)).Value;
    }

    /// <summary>Deployments whose versions have not proven themselves: nothing is learned meanwhile, which a person who
    /// waits for a baseline wants to know.</summary>
    private static void PrintUnlearned(AgentCall call, IReadOnlyList<DeploymentStatus> known)
    {
        foreach (var one in known)
        {
            var until = one.State switch
            {
                DeploymentState.Announced or DeploymentState.Watching => "until its verdict is out",
                DeploymentState.AwaitingRollback =>
                    $"until it is rolled back and `bellwether deploy rolled-back {one.DeploymentId}` says so",
                DeploymentState.Recovering => "until the old version is well again",
                _ => null,
            };
            if (until is not null)
                call.Terminal.Out.WriteLine(
                    $"  {one.DeploymentId} ({one.Service} {one.Version}) is {Choices.Word(one.State)}: nothing is"
                    + $" learned of what is normal {until}");
        }
    }

    private static void Print(AgentCall call, IReadOnlyList<SignalStatus> signals, List<PreflightAssessed> findings)
    {
        var output = call.Terminal.Out;
        if (call.AsJson)
        {
            // One document a service, one a line, as the agent's own contract has it. A probe that is blind is one
            // reason more for a person to look, and may yet leave it ready.
            foreach (var found in findings)
            {
                var all = found with { Reasons = [.. found.Reasons, .. BlindProbes.Of(Of(signals, found.Service))] };
                output.WriteLine(JsonSerializer.Serialize(all, ContractsJson.Wire.PreflightAssessed));
            }

            return;
        }

        if (signals.Count == 0) output.WriteLine("the agent has no signal yet: nothing could be judged");
        foreach (var found in findings)
        {
            output.WriteLine(PreflightCommand.Text(found));
            foreach (var blind in BlindProbes.Of(Of(signals, found.Service)))
                output.WriteLine(PreflightCommand.Sentence(blind));
            var sick = Of(signals, found.Service).Where(signal => signal.Problem is not null);
            foreach (var signal in sick)
                output.WriteLine($"  {signal.Signal}: {signal.Problem}");
            if (Unjudged(signals, found.Service) is { } unjudged) output.WriteLine($"  {unjudged}");
        }
    }
}
