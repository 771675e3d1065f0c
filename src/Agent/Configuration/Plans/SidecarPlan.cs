namespace Bellwether.Agent.Configuration.Plans;

/// <summary>That this agent is a sidecar, and of what.</summary>
/// <param name="Home">Address of the agent that keeps the history and judges.</param>
/// <param name="Token">What it shows there; null for nothing. A secret.</param>
/// <param name="Instance">Name of the instance that it looks at.</param>
/// <param name="Version">Version of the instance; null where its pages name it, or nobody does.</param>
internal sealed record SidecarPlan(Uri Home, string? Token, string Instance, string? Version)
{
    public override string ToString() => $"sidecar of {Instance}, home {Home}";
}
