namespace Bellwether.Agent.Configuration.Plans;

/// <summary>What an agent takes from a bus.</summary>
internal enum BusIntake
{
    /// <summary>What pipelines say: a deployment begins, goes on, ends; may it start?</summary>
    Announcements,

    /// <summary>What people decide: overrides, holds, feedback, masks.</summary>
    Overrides,
}
