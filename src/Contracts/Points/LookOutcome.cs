using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Points;

/// <summary>How a look ended. The zero value claims nothing.</summary>
[JsonConverter(typeof(KebabCaseEnum<LookOutcome>))]
public enum LookOutcome
{
    /// <summary>The sidecar could not look.</summary>
    Missing,

    Good,

    /// <summary>The target failed it.</summary>
    Bad,

    /// <summary>Bad, because nothing listened.</summary>
    Refused,
}
