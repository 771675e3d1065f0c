namespace Bellwether.Agent.Judging;

/// <summary>Whether a service is well again after its old version was put back.</summary>
internal enum RecoveryState
{
    /// <summary>It cannot be said yet.</summary>
    Pending,

    /// <summary>Every rule that had failed passes on enough points.</summary>
    Recovered,

    /// <summary>One window passed without that.</summary>
    NotRecovered,
}
