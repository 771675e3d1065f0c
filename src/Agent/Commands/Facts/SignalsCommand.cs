using System.CommandLine;
using System.Text.Json;
using Bellwether.Contracts;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Facts;

/// <summary><c>signals</c>: what the agent sees now, and what it makes of it.</summary>
internal static class SignalsCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Optional: a signal, such as app.errors, or a probe for all of its signals; without it, all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var service = new Option<string?>("--service")
        {
            Description = "Only those of one service",
            HelpName = "name",
        };
        service.Validators.Add(result => SharedOptions.Check(
            result, Ids.IsName, "lower-case letters, digits and -, at most 63"));
        const string description = "Show the signals: the latest level, how much is known, and which rule judges it";
        return new Verb("signals", description, "bellwether signals app") { name, service }.Asking(
            terminal, call => ShowAsync(call, call.Words.GetValue(name), call.Words.GetValue(service)));
    }

    private static async Task<int> ShowAsync(AgentCall call, string? name, string? service)
    {
        var wire = ContractsJson.Wire.IReadOnlyListSignalStatus;
        var all = (await call.GetAsync("/v1/signals", wire)).Value;
        var wanted = Named(OfService(all, service), name);
        if (call.AsJson) await call.Terminal.Out.WriteLineAsync(JsonSerializer.Serialize(wanted, wire));
        else if (wanted.Count == 0) await call.Terminal.Error.WriteLineAsync("the agent has no signal yet");
        else if (name is not null && wanted.All(status => status.Signal == name))
            foreach (var status in wanted)
                await call.Terminal.Out.WriteLineAsync(
                    SignalText.Of(status, call.Terminal.Time.GetUtcNow(), Near(status, all)));
        else SignalsTable.Print(wanted, call.Terminal);
        return ExitCodes.Ok;
    }

    private static IReadOnlyList<SignalStatus> OfService(IReadOnlyList<SignalStatus> all, string? service)
    {
        if (service is null || all.Count == 0) return all;
        List<SignalStatus> of = [.. all.Where(status => status.Service == service)];
        if (of.Count > 0) return of;
        var there = all.Select(status => status.Service).Distinct().Order(StringComparer.Ordinal).ToList();
        throw new CommandFailedException($"there is no service '{service}'{Meant(service, there)};"
            + $" there {(there.Count == 1 ? "is" : "are")} {string.Join(", ", there)}");
    }

    /// <summary>The signal of that name, or all that begin with it.</summary>
    private static IReadOnlyList<SignalStatus> Named(IReadOnlyList<SignalStatus> all, string? name)
    {
        if (name is null || all.Count == 0) return all;
        List<SignalStatus> exactly = [.. all.Where(status => status.Signal == name)];
        if (exactly.Count > 0) return exactly;
        List<SignalStatus> below = [.. all.Where(
            status => status.Signal.StartsWith($"{name}.", StringComparison.Ordinal))];
        if (below.Count > 0) return below;
        var known = all.Select(status => status.Signal).Concat(all.Select(status => status.Signal.Split('.')[0]));
        throw new CommandFailedException($"there is no signal '{name}'{Meant(name, known.Distinct())}");
    }

    /// <summary>The signal that was meant where nothing has shown this one: a rule may have it mistyped.</summary>
    private static string? Near(SignalStatus status, IReadOnlyList<SignalStatus> all) =>
        status is not { LastAt: null, Problem: not null } ? null : Complaints.Nearest(
            status.Signal, all.Where(one => one.LastAt is not null && one.Service == status.Service)
                .Select(one => one.Signal));

    private static string Meant(string mistyped, IEnumerable<string> known) =>
        Complaints.Nearest(mistyped, known) is { } meant ? $"; did you mean '{meant}'?" : "";
}
