using Bellwether.Probes.Targets;

namespace Bellwether.Probes;

/// <summary>One line of the catalog: a kind of probe, its options and how it is made.</summary>
/// <param name="Name">Key in the configuration (<c>scrape</c>).</param>
/// <param name="Options">Type of its options; has a public constructor without parameters.</param>
/// <param name="Make">Makes the probes for bound and validated options: one for each target, in the order of the
/// options.</param>
public sealed record ProbeKind(
    string Name, Type Options, Func<IProbeOptions, ProbeContext, IReadOnlyList<TargetedProbe>> Make)
{
    /// <summary>Makes the probe of one target that a list names; null where the kind cannot follow lists.</summary>
    public Func<IProbeOptions, ProbeContext, FoundTarget, IProbe>? MakeFor { get; init; }

    /// <summary>Signals made of its readings, for bound and validated options; empty for none, or where they are found
    /// on a page.</summary>
    public Func<IProbeOptions, IReadOnlyList<ProbeSignal>> Signals { get; init; } = _ => [];

    /// <summary>What must hold of its signals before a deployment starts; empty for nothing.</summary>
    public Func<IProbeOptions, IReadOnlyList<StartCondition>> Conditions { get; init; } = _ => [];

    /// <summary>Why a probe with such options would see nothing, as far as this host's disk tells; empty for nothing.
    /// It looks at the disk, and at nothing else.</summary>
    public Func<IProbeOptions, IReadOnlyList<Doubt>> Doubts { get; init; } = _ => [];

    /// <summary>Whether its readings are a metrics page, on which signals are found.</summary>
    public bool ReadsPage { get; init; }

    /// <summary>Whether its readings are sent by the service, and asked for nowhere.</summary>
    public bool IsSent { get; init; }

    /// <summary>Whether what it counts of the service holds requests of ours that nothing tells from others.</summary>
    public bool MayHoldOurs { get; init; }

    /// <summary>Whether it counts itself, from nothing. What others count beside the service has been counted for long:
    /// a total that is first seen there is only what is counted from.</summary>
    public bool CountsItself { get; init; }

    /// <summary>Whether it looks at the service itself. False for what a service needs (a database, a broker): another
    /// process or version there is no sign of a new version of the service.</summary>
    public bool IsOfService { get; init; } = true;

    /// <summary>Whether a good look says that its target answered. False for what is only our way of seeing (a log, a
    /// metrics store): whether that can be read is no finding about the service.</summary>
    public bool ReachesTarget { get; init; } = true;

    /// <summary>Whether somebody else has counted what it tells of the service, and is only asked for it.</summary>
    public bool IsStore => this is { IsOfService: false, ReachesTarget: false, IsSent: false };

    public static ProbeKind Of<TOptions>(
        string name, Func<TOptions, ProbeContext, IReadOnlyList<TargetedProbe>> make)
        where TOptions : IProbeOptions, new() => new(name, typeof(TOptions), (o, c) => make((TOptions)o, c));
}
