using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Verdicts;

/// <summary>The word of a verdict. The zero value is no verdict yet.</summary>
[JsonConverter(typeof(KebabCaseEnum<Decision>))]
public enum Decision
{
    /// <summary>Still being watched; never part of a verdict.</summary>
    Pending,

    /// <summary>Nothing speaks against the version.</summary>
    Promote,

    /// <summary>Put the previous version back.</summary>
    Rollback,

    /// <summary>It cannot be said; the cause tells why.</summary>
    Inconclusive,
}
