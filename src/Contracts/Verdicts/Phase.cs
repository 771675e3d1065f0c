using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Verdicts;

/// <summary>Which part of a deployment is judged.</summary>
[JsonConverter(typeof(KebabCaseEnum<Phase>))]
public enum Phase
{
    /// <summary>Before the deployment starts.</summary>
    Preflight,

    /// <summary>The gate: from the first sign of the new version to the verdict.</summary>
    Watch,

    /// <summary>After a promote; may only withdraw it.</summary>
    Bake,

    /// <summary>After a rollback was carried out.</summary>
    Recovery,
}
