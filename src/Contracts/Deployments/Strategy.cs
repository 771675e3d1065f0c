using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Deployments;

/// <summary>How the deployment brings the new version.</summary>
[JsonConverter(typeof(KebabCaseEnum<Strategy>))]
public enum Strategy
{
    /// <summary>The process on a host is replaced.</summary>
    Replace,

    /// <summary>Instances are replaced one after another.</summary>
    Rolling,

    /// <summary>A second set of instances takes over.</summary>
    BlueGreen,

    /// <summary>A growing share of the traffic, in steps.</summary>
    Canary,

    /// <summary>No new process: a flag is switched.</summary>
    FeatureFlag,
}
