namespace Bellwether.Probes.Receiving;

/// <summary>What was sent to the agent lies here until a probe looks into it.</summary>
/// <remarks>Safe for concurrent use. It outlives a reload as long as its service keeps the probe.</remarks>
public interface IWindow : IAsyncDisposable
{
    /// <summary>Raised when an instance comes or goes, on any thread; who hears it must return at once.</summary>
    event Action? Changed;

    /// <summary>Whether each that sends is an instance of its own; else the window is looked into as one.</summary>
    bool FollowsInstances { get; }

    /// <summary>Who sends, by name; empty before anybody did. In the order of their names.</summary>
    IReadOnlyList<string> Instances { get; }

    /// <summary>Those that took the place of one that had ended, since it was asked last, oldest first; empty for none,
    /// and where that is never told. <see cref="Changed"/> is raised when there are some.</summary>
    IReadOnlyList<Succession> TakeSuccessions() => [];

    /// <summary>What looks in for one of them; null for whoever sent last.</summary>
    IProbe ProbeOf(string? instance);
}
