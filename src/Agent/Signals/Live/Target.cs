using Bellwether.Agent.Sampling;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>One instance as one probe looks at it.</summary>
internal sealed class Target(SampledLook first, PageReader? page)
{
    public string Probe { get; } = first.Probe;

    public string Instance { get; } = first.Instance;

    public bool Control { get; } = first.Group is TargetGroup.Control;

    /// <summary>Reads its metrics pages; null where it has none.</summary>
    public PageReader? Page { get; } = page;

    public ProcessWatcher Process { get; } = new(first.Instance);

    /// <summary>Where its page is fetched from; null until it was.</summary>
    public Origin? Origin { get; set; }

    public CountedPage? Counted { get; set; }
}
