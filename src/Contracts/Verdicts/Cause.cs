using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Verdicts;

/// <summary>Why a verdict is inconclusive, in the order in which causes are looked for.</summary>
[JsonConverter(typeof(KebabCaseEnum<Cause>))]
public enum Cause
{
    /// <summary>The agent could not do its work.</summary>
    AgentUnwell,

    /// <summary>Two agents claim one id.</summary>
    IdentityConflict,

    /// <summary>A later deployment of the service started.</summary>
    Superseded,

    /// <summary>The deployment was called off.</summary>
    Cancelled,

    /// <summary>No sign of the new version and no word that it is there.</summary>
    NotDeployed,

    /// <summary>No verdict was reached in time.</summary>
    Deadline,

    /// <summary>What fails was already failing before.</summary>
    PreExisting,

    /// <summary>The control fails in the same way.</summary>
    SharedCause,

    /// <summary>A rule fails, and undoing is unsafe.</summary>
    RollbackUnsafe,

    /// <summary>A signal that must be there is not.</summary>
    NoData,

    /// <summary>A system that we ask could not be asked.</summary>
    ProviderUnavailable,

    /// <summary>Too few requests to judge.</summary>
    TooLittleTraffic,

    /// <summary>Too little is known of what is normal.</summary>
    NoBaseline,

    /// <summary>Two candidates for one signal, and no reason to choose.</summary>
    AmbiguousSignal,

    /// <summary>Instances run different versions.</summary>
    VersionSkew,

    /// <summary>A harm larger than tolerated could not be excluded.</summary>
    NotExcluded,
}
