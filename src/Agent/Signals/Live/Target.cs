using Bellwether.Agent.Sampling;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>One instance as one probe looks at it.</summary>
internal sealed class Target(SampledLook first, PageReader? page, InstanceFacts facts)
{
    public string Probe { get; } = first.Probe;

    public string Instance { get; } = first.Instance;

    public bool Control { get; } = first.Group is TargetGroup.Control;

    /// <summary>Reads its metrics pages; null where it has none.</summary>
    public PageReader? Page { get; } = page;

    /// <summary>Whether it is the service itself, and not something that it needs.</summary>
    public required bool IsOfService { get; init; }

    /// <summary>Its page is sent, and not fetched from anywhere.</summary>
    public bool IsSent { get; init; }

    public ProcessWatcher Process { get; } = new(first.Instance);

    /// <summary>What is known of the instance, whichever probe looks.</summary>
    public InstanceFacts Facts { get; } = facts;

    /// <summary>When it was looked at last.</summary>
    public DateTimeOffset LookedAt { get; set; } = first.At;

    /// <summary>How the last look ended; null before it.</summary>
    public Standing? Standing { get; set; }

    /// <summary>Where its page is fetched from; null until it was.</summary>
    public Origin? Origin { get; set; }

    public CountedPage? Counted { get; set; }
}
