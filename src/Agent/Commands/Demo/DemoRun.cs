using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>The story once, on programs of its own, which have ended when it has.</summary>
internal sealed class DemoRun(DemoPlaces places, DemoScreen screen, TimeProvider time)
{
    private const string BetweenDeployments = "60s";

    private readonly List<DemoOutcome> _outcomes = [];

    /// <summary>What became of the versions so far.</summary>
    public IReadOnlyList<DemoOutcome> Outcomes => _outcomes;

    /// <summary>Where the agent was.</summary>
    public Uri? Agent { get; private set; }

    public async Task TellAsync(DemoFolder folder, int seed, CancellationToken stopping)
    {
        await using var stage = new DemoStage(places, folder, seed, time);
        Agent = stage.Agent;
        await SetUpAsync(stage, stopping);
        using var window = new AgentWindow(stage.Agent);
        var preflight = new BaselineScene(stage, screen, window, time);
        await preflight.PlayAsync(stopping);
        var scene = new DeploymentScene(stage, screen, window, time);
        foreach (var version in DemoVersion.All)
        {
            if (_outcomes.Count > 0 && !await preflight.IsReadyAsync(BetweenDeployments, stopping))
                screen.Tell("preflight is not ready; going on all the same");
            _outcomes.Add(await scene.PlayAsync(version, stopping));
            if (!version.IsGood && _outcomes[^1].Verdict?.Decision == Decision.Promote)
                throw stage.Broken($"version {version.Version} was promoted: the story has no end to tell", "pipeline");
        }

        await LookAgainAsync(window, stopping);
        screen.Clear();
    }

    private async Task SetUpAsync(DemoStage stage, CancellationToken stopping)
    {
        screen.Tell($"Version {DemoVersion.First} of a small shop starts, and a load of 200 to 300 requests a second.");
        await stage.StartShopAsync(stopping);
        stage.StartLoad();
        screen.Tell($"Beside it: bellwether run --config {stage.Folder.Configuration}");
        stage.StartAgent();
    }

    /// <remarks>A promote can be taken back while it bakes: what counts is what holds at the end.</remarks>
    private async Task LookAgainAsync(AgentWindow window, CancellationToken stopping)
    {
        for (var i = 0; i < _outcomes.Count; i++)
            if (await window.DeploymentAsync(_outcomes[i].Deployed.DeploymentId, stopping) is { } status)
                _outcomes[i] = _outcomes[i] with { Status = status };
    }
}
