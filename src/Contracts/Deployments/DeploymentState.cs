using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Deployments;

/// <summary>Where a deployment stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<DeploymentState>))]
public enum DeploymentState
{
    /// <summary>Announced; no sign of the new version yet.</summary>
    Announced,

    /// <summary>The new version is there and is being watched.</summary>
    Watching,

    /// <summary>A step was promoted; the next has not begun.</summary>
    BetweenSteps,

    /// <summary>Promoted; the promote can still be withdrawn.</summary>
    Baking,

    /// <summary>Rollback was said; nobody said yet that it was carried out.</summary>
    AwaitingRollback,

    /// <summary>The previous version was put back; its recovery is being watched.</summary>
    Recovering,

    /// <summary>Nothing more will happen.</summary>
    Closed,
}
