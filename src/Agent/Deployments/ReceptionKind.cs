namespace Bellwether.Agent.Deployments;

/// <summary>What an announced start is.</summary>
internal enum ReceptionKind
{
    /// <summary>It contradicts what is known.</summary>
    Refused,

    /// <summary>A deployment not known yet, or a new attempt.</summary>
    New,

    /// <summary>Said before; nothing changes.</summary>
    Same,

    /// <summary>The previous version put back after a rollback verdict.</summary>
    RollbackCompleted,
}
