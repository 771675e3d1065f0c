using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Follows one binding from page to page. A page is begun, read, checked, and then counted or not.</summary>
internal abstract class MetricTracker(Binding binding)
{
    public Binding Binding { get; } = binding;

    /// <summary>Samples to hand to <see cref="Read"/>.</summary>
    public abstract IReadOnlyList<string> Samples { get; }

    /// <summary>Whether it counts from page to page; false for a level, which every page tells anew.</summary>
    public virtual bool Counts => true;

    /// <summary>The page has nothing for it.</summary>
    public abstract bool Absent { get; }

    /// <summary>The page holds what cannot be.</summary>
    public virtual bool Refused => false;

    /// <summary>The page's totals are below the ones before.</summary>
    public virtual bool Decreased => false;

    /// <summary>Why the signal cannot be told from the page that was read; null where it can.</summary>
    public virtual DiscoveryProblem? Problem => null;

    /// <summary>Requests of ours that its counts may hold; null where it counts none.</summary>
    public OwnRequests? Own { get; protected init; }

    /// <summary>Time since the page that counts; zero where there is none.</summary>
    public TimeSpan Since { get; set; }

    public abstract void Begin();

    public abstract void Read(in Reading reading);

    /// <summary>What the page adds since the one that counts; null where that cannot be told.</summary>
    public abstract Delta? DeltaOfPage();

    /// <summary>The page is of a process that counts anew.</summary>
    public virtual void BeginAgain()
    {
    }

    /// <summary>The page becomes the one that counts.</summary>
    public virtual void Commit()
    {
    }
}
