using Bellwether.Agent.Commands;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent;

/// <summary>One service of a configuration, for commands that work on one.</summary>
internal static class ServiceOfPlan
{
    public const string StandardEnvironment = "production";

    /// <summary>The plan of a file and its service of that name, or its only one.</summary>
    /// <exception cref="CommandFailedException">The file has faults, or no such service.</exception>
    public static (AgentPlan Agent, WatchPlan Service) Load(string file, string? service, Terminal terminal)
    {
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        if (outcome.Plan is not { } plan)
        {
            foreach (var fault in outcome.Faults) terminal.Error.WriteLine(fault);
            throw new CommandFailedException($"{file} has {outcome.Faults.Count} fault(s); nothing was done");
        }

        var named = plan.Services.Where(of => service is null || of.Service == service).ToList();
        var names = string.Join(", ", plan.Services.Select(of => of.Service));
        return named switch
        {
            [var one] => (plan, one),
            [] => throw new CommandFailedException($"{file} has no service '{service}'; it has {names}"),
            _ => throw new CommandFailedException($"{file} has several services, {names}: choose one with --service"),
        };
    }

    /// <summary>The folder named, else the standard one.</summary>
    /// <exception cref="CommandFailedException">There is neither.</exception>
    public static string FolderOf(string? named) =>
        named ?? StateFolder.Default(Surroundings.OfThisProcess())
            ?? throw new CommandFailedException("there is no folder of state; name one with --state");
}
