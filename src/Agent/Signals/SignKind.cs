using System.Text.Json.Serialization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Signals;

/// <summary>What gave a new process or version away.</summary>
[JsonConverter(typeof(KebabCaseEnum<SignKind>))]
internal enum SignKind
{
    /// <summary>Another process id.</summary>
    ProcessId,

    /// <summary>Another start time of the process.</summary>
    ProcessStart,

    /// <summary>Counters that began again.</summary>
    CounterReset,

    /// <summary>Another version in a label or a header.</summary>
    Version,

    /// <summary>An instance that was not there before.</summary>
    Instance,
}
