using System.CommandLine;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Verdicts;

/// <summary><c>await</c>: waits for a verdict and ends as it says.</summary>
internal static class AwaitCommand
{
    private const string Example = "bellwether await checkout-8f2c --timeout 30m";

    private static readonly TimeSpan StandardTimeout = TimeSpan.FromMinutes(30);

    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var phase = Choices.Option("--phase", "Which verdict", "watch", Phase.Watch, Phase.Bake, Phase.Recovery);
        var step = SharedOptions.Number("--step", "Which step's verdict; default the step under way", least: 0);
        var timeout = SharedOptions.Duration("--timeout", "Longest wait, then exit 12; default 30m");
        const string description = "Wait for a verdict: exit 0 promote, 10 rollback, 11 inconclusive, 12 timed out";
        return new Verb("await", description, Example) { id, phase, step, timeout }.Asking(
            terminal,
            call => new Awaiting(call, new(
                call.Words.GetRequiredValue(id),
                call.Words.GetValue(phase) ?? Phase.Watch,
                call.Words.GetValue(step),
                call.Words.GetValue(timeout) ?? StandardTimeout)).RunAsync());
    }
}
