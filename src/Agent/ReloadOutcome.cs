namespace Bellwether.Agent;

/// <summary>How a reload ended.</summary>
internal enum ReloadOutcome
{
    /// <summary>It has faults, or changes what cannot change; what held still holds.</summary>
    Refused,

    /// <summary>It says what held already.</summary>
    Unchanged,

    /// <summary>It holds, for some services perhaps only from the end of a deployment on.</summary>
    Adopted,
}
