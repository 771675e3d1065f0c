using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Verdicts;

/// <summary>Which verdict is awaited.</summary>
/// <param name="DeploymentId">The deployment.</param>
/// <param name="Phase">Watch, bake or recovery.</param>
/// <param name="Step">From 0; null for the step under way.</param>
/// <param name="Timeout">Longest wait.</param>
internal sealed record AwaitedVerdict(string DeploymentId, Phase Phase, int? Step, TimeSpan Timeout)
{
    public override string ToString()
    {
        var step = Step is { } number ? $", step {number}" : "";
        return $"{DeploymentId} ({Choices.Word(Phase)}{step})";
    }
}
