namespace Bellwether.Agent.Signals;

/// <summary>A process was started again, and bears another name than before.</summary>
internal sealed record RestartNotice
{
    public required string Service { get; init; }

    /// <summary>Name of the probe that sees it.</summary>
    public required string Probe { get; init; }

    /// <summary>Its name now.</summary>
    public required string Instance { get; init; }

    /// <summary>Where it is, under whatever name: the first restart there is the replacement.</summary>
    public required string Place { get; init; }

    /// <summary>When it was seen first, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
