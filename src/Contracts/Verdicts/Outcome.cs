using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Verdicts;

/// <summary>What one rule makes of what it saw. The zero value claims nothing.</summary>
[JsonConverter(typeof(KebabCaseEnum<Outcome>))]
public enum Outcome
{
    /// <summary>It cannot be said.</summary>
    Inconclusive,

    /// <summary>Nothing speaks against the version.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,
}
