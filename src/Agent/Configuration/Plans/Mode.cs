using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Whether verdicts decide. Always said, never assumed.</summary>
[JsonConverter(typeof(KebabCaseEnum<Mode>))]
internal enum Mode
{
    /// <summary>Verdicts advise; gates answer promote and note what would have been.</summary>
    Observe,

    /// <summary>Verdicts decide.</summary>
    Gate,
}
