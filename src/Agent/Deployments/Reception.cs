namespace Bellwether.Agent.Deployments;

/// <summary>What an announced start is.</summary>
/// <param name="Kind">New, the same again, a rollback carried out, or refused.</param>
/// <param name="Deployment">The deployment that it is about; null for a new one.</param>
internal sealed record Reception(ReceptionKind Kind, Deployment? Deployment)
{
    /// <summary>Why it is refused; empty otherwise.</summary>
    public string Why { get; init; } = "";
}
