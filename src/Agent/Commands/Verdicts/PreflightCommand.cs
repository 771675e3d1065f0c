using System.CommandLine;
using Bellwether.Agent.Commands.Client;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Verdicts;

/// <summary><c>preflight</c>: whether a deployment may start now, or once it may.</summary>
internal static class PreflightCommand
{
    /// <summary>Gap between two questions while it is not ready.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var service = SharedOptions.Service();
        var environment = SharedOptions.Environment();
        var version = new Option<string?>("--version") { Description = "The version to come", HelpName = "version" };
        var wait = SharedOptions.Duration("--wait", "Keep asking this long until it is ready; default once");
        const string example = "bellwether preflight --service checkout --environment production --wait 2m";
        const string description = "Ask whether a deployment may start: exit 0 ready, 10 not ready";
        return new Verb("preflight", description, example) { service, environment, version, wait }.Asking(
            terminal,
            call => AskAsync(
                call,
                new()
                {
                    Service = call.Words.GetRequiredValue(service),
                    Environment = call.Words.GetRequiredValue(environment),
                    Version = call.Words.GetValue(version),
                },
                call.Words.GetValue(wait) ?? TimeSpan.Zero));
    }

    /// <summary>The finding as sentences, one a line.</summary>
    public static string Text(PreflightAssessed found) =>
        found.Ready
            ? $"ready: {found.Service}/{found.Environment}"
            : string.Join(
                Environment.NewLine,
                found.Reasons.Select(Sentence).Prepend($"not ready: {found.Service}/{found.Environment}"));

    /// <summary>One reason as a line.</summary>
    public static string Sentence(PreflightReason reason)
    {
        var about = reason.Signal is null ? reason.Code : $"{reason.Code} ({reason.Signal})";
        var left = reason.RemainingSeconds is { } seconds and > 0 and < 1e6
            ? $" (about {Durations.Format(TimeSpan.FromSeconds(Math.Ceiling(seconds)))} left)"
            : "";
        return $"  {about}: {reason.Explanation}{left}";
    }

    private static async Task<int> AskAsync(AgentCall call, PreflightRequested request, TimeSpan wait)
    {
        var time = call.Terminal.Time;
        var wire = ContractsJson.Wire;
        var start = time.GetTimestamp();
        var told = start;
        for (; ; await Task.Delay(Gap, time, call.Stopping))
        {
            var reply = await call.PostAsync(
                "/v1/preflights", request, wire.PreflightRequested, wire.PreflightAssessed);
            if (reply.Value.Ready || time.GetElapsedTime(start) + Gap > wait)
            {
                call.Print(reply, Text);
                return reply.Value.Ready ? ExitCodes.Ok : ExitCodes.Rollback;
            }

            if (time.GetElapsedTime(told) < AgentClient.SilenceLimit) continue;
            told = time.GetTimestamp();
            await call.Terminal.Error.WriteLineAsync(Progress(reply.Value));
        }
    }

    private static string Progress(PreflightAssessed found)
    {
        var slowest = found.Reasons.OrderByDescending(reason => reason.RemainingSeconds ?? 0).FirstOrDefault();
        return slowest is null ? "not ready yet" : $"not ready yet: {Sentence(slowest).Trim()}";
    }
}
