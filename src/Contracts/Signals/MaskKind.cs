using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Signals;

/// <summary>Why a stretch of time is no example of normal.</summary>
[JsonConverter(typeof(KebabCaseEnum<MaskKind>))]
public enum MaskKind
{
    /// <summary>Something was broken.</summary>
    Incident,

    /// <summary>Something was being worked on.</summary>
    Maintenance,
}
