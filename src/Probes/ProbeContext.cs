using Bellwether.Probes.Dialing;
using Bellwether.Probes.Receiving;

namespace Bellwether.Probes;

/// <summary>What the shell gives every probe when it is made.</summary>
/// <param name="Name">The probe's name in the configuration (<c>app</c>): the first part of its signals' names.</param>
/// <param name="Time">The clock; probes have no other.</param>
public sealed record ProbeContext(string Name, TimeProvider Time)
{
    /// <summary>The service that is looked at; empty where nobody says.</summary>
    public string Service { get; init; } = "";

    /// <summary>Environment that it runs in; empty where nobody says.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Where what is sent to the agent lies; nothing of it outlives a context without one.</summary>
    public WindowSet Windows { get; init; } = new();

    /// <summary>Which addresses a probe must not connect to; whatever connects asks it.</summary>
    public AddressGuard Guard { get; init; } = AddressGuard.Standard;

    /// <summary>Folder where the service's probes may keep what must outlive the agent, each in files that begin with
    /// its name; made by whoever first writes there. Null for none: then nothing is kept.</summary>
    public string? Folder { get; init; }
}
