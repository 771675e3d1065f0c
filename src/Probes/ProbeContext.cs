using Bellwether.Probes.Dialing;

namespace Bellwether.Probes;

/// <summary>What the shell gives every probe when it is made.</summary>
/// <param name="Name">The probe's name in the configuration (<c>app</c>): the first part of its signals' names.</param>
/// <param name="Time">The clock; probes have no other.</param>
public sealed record ProbeContext(string Name, TimeProvider Time)
{
    /// <summary>Which addresses a probe must not connect to; whatever connects asks it.</summary>
    public AddressGuard Guard { get; init; } = AddressGuard.Standard;

    /// <summary>Folder where the service's probes may keep what must outlive the agent, each in files that begin with
    /// its name; made by whoever first writes there. Null for none: then nothing is kept.</summary>
    public string? Folder { get; init; }
}
