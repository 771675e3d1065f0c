namespace Bellwether.Probes.Receiving;

/// <summary>What was sent to the agent lies here until a probe looks into it.</summary>
/// <remarks>Safe for concurrent use. It outlives a reload as long as its service keeps the probe.</remarks>
public interface IWindow : IAsyncDisposable
{
    /// <summary>Raised when an instance comes or goes, on any thread; who hears it must return at once.</summary>
    event Action? Changed;

    /// <summary>Who sends, by name; empty before anybody did. In the order of their names.</summary>
    IReadOnlyList<string> Instances { get; }

    /// <summary>What looks in for one of them; for a name that is not among them it sees nothing.</summary>
    IProbe ProbeOf(string instance);
}
