using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>From which samples of a page a signal is made.</summary>
internal sealed record Binding
{
    /// <summary>Full name of the signal (<c>app.errors</c>).</summary>
    public required string Signal { get; init; }

    public required SignalKind Kind { get; init; }

    public required string Unit { get; init; }

    /// <summary>What it is made from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the samples; for a latency the histogram without its suffix.</summary>
    public required string Metric { get; init; }

    /// <summary>Seconds in one unit of the page; 1 unless latency.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Labels that a sample must have, as globs; empty for all.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels of <see cref="Where"/> count only where a sample has them.</summary>
    public bool WhereIsOptional { get; init; }

    /// <summary>For a ratio: a sample is bad when each of these labels matches one of its globs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Bad { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Labels with the route; empty where there are none.</summary>
    public IReadOnlyList<string> Route { get; init; } = [];

    /// <summary>Routes that are no traffic, as globs.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Whether it counts HTTP requests, our own among them.</summary>
    public bool CountsOwnRequests { get; init; }
}
