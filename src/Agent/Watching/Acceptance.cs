using Bellwether.Agent.Deployments;

namespace Bellwether.Agent.Watching;

/// <summary>How a message was taken.</summary>
/// <param name="Kind">Taken, already known, or why not.</param>
/// <param name="Deployment">The deployment after it; null where there is none.</param>
/// <param name="Problem">Why it was not taken, and what to do; empty where it was.</param>
internal sealed record Acceptance(AcceptanceKind Kind, Deployment? Deployment, string Problem)
{
    public static Acceptance Taken(Deployment deployment) => new(AcceptanceKind.Taken, deployment, "");

    public static Acceptance Known(Deployment deployment) => new(AcceptanceKind.Known, deployment, "");

    public static Acceptance NotFound(string problem) => new(AcceptanceKind.NotFound, null, problem);

    public static Acceptance Invalid(string problem) => new(AcceptanceKind.Invalid, null, problem);

    public static Acceptance Conflict(string problem) => new(AcceptanceKind.Conflict, null, problem);
}
