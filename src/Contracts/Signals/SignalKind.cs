using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Signals;

/// <summary>What a signal's points are made of.</summary>
[JsonConverter(typeof(KebabCaseEnum<SignalKind>))]
public enum SignalKind
{
    /// <summary>A level.</summary>
    Gauge,

    /// <summary>Bad ones of all.</summary>
    Ratio,

    /// <summary>Requests counted by how long they took.</summary>
    Latency,

    /// <summary>How many in an interval.</summary>
    Rate,

    /// <summary>A state at each look: up or not, or how often it restarted.</summary>
    State,
}
