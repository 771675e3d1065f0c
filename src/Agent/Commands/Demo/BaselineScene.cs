using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>Before the first deployment: the agent finds the signals and learns what is normal.</summary>
internal sealed class BaselineScene(DemoStage stage, DemoScreen screen, AgentWindow window, TimeProvider time)
{
    /// <summary>Points of a second each that the story wants as a baseline.</summary>
    private const int Points = 75;

    private const string Patience = "3m";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Kinds of signal that the default rules compare with their baseline.</summary>
    private static readonly SignalKind[] Compared = [SignalKind.Ratio, SignalKind.Latency];

    private string _obstacle = "";

    /// <exception cref="CommandFailedException">It was not ready in time.</exception>
    public async Task PlayAsync(CancellationToken stopping)
    {
        await using var preflight = Preflight(Patience);
        var told = false;
        var start = time.GetTimestamp();
        while (true)
        {
            stage.CheckIsWhole();
            var signals = Learned(await window.SignalsAsync(stopping));
            if (!told && signals.Count >= Compared.Length) told = Tell(signals);
            var points = signals.Count == 0 ? 0 : signals.Min(signal => signal.HistoryPoints);
            if (preflight.HasEnded && (preflight.ExitCode != ExitCodes.Ok || points >= Points)) break;
            screen.Status(Waiting(signals, points));
            if (time.GetElapsedTime(start) > Longest) break;
            await Task.Delay(Beat, time, stopping);
        }

        await ConfirmAsync(stopping);
    }

    /// <summary>Between two deployments.</summary>
    /// <returns>Whether it is ready.</returns>
    public async Task<bool> IsReadyAsync(string wait, CancellationToken stopping)
    {
        await using var preflight = Preflight(wait);
        var ended = preflight.EndedAsync(stopping);
        while (!ended.IsCompleted)
        {
            stage.CheckIsWhole();
            screen.Status(_obstacle.Length == 0 ? "asking whether a deployment may start" : $"preflight: {_obstacle}");
            await Task.WhenAny(ended, Task.Delay(Beat, time, stopping));
        }

        return await ended == ExitCodes.Ok;
    }

    private async Task ConfirmAsync(CancellationToken stopping)
    {
        if (!await IsReadyAsync("10s", stopping))
            throw stage.Broken(
                $"`bellwether preflight` is not ready after {DemoWords.Clock(screen.Elapsed)}: {_obstacle}",
                "commands");
        screen.Tell("bellwether preflight: ready; what is normal is known well enough");
    }

    private bool Tell(List<SignalStatus> signals)
    {
        screen.Tell("Bellwether found these on the metrics page, no rule was written:");
        foreach (var signal in signals) screen.Tell($"  {signal.Signal}: {signal.Source}");
        return true;
    }

    private string Waiting(List<SignalStatus> signals, int points)
    {
        if (signals.Count == 0) return _obstacle.Length == 0 ? "the agent starts" : $"preflight: {_obstacle}";
        var levels = signals
            .Where(signal => signal.Last is not null)
            .Select(signal => $"{signal.Signal} {DemoWords.Level(signal.Last!.Value, signal.Unit)}");
        return string.Join(" · ", levels.Prepend($"learning what is normal: {points} of {Points} points"));
    }

    private static List<SignalStatus> Learned(IReadOnlyList<SignalStatus> signals) =>
        [.. signals.Where(signal => Compared.Contains(signal.Kind) && signal.Problem is null)];

    private DemoProcess Preflight(string wait)
    {
        _obstacle = "";
        return stage.Command(
            ["preflight", "--service", "shop", "--environment", "demo", "--wait", wait],
            line => _obstacle = line.Trim());
    }
}
