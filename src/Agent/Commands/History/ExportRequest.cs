namespace Bellwether.Agent.Commands.History;

/// <summary>What <c>history export</c> was asked for.</summary>
internal sealed record ExportRequest
{
    /// <summary>Null: the only one of the history.</summary>
    public string? Service { get; init; }

    /// <summary>Null: production, or the only one of the history.</summary>
    public string? Environment { get; init; }

    /// <summary>Null: the standard folder.</summary>
    public string? StateFolder { get; init; }

    /// <summary>File to write; null: the output.</summary>
    public string? Output { get; init; }

    /// <summary>Null: all there is.</summary>
    public Moment? Since { get; init; }

    /// <summary>Null: until now.</summary>
    public Moment? Until { get; init; }

    /// <summary>Width of a point; null: that of the widest row.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Signals that are wanted; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
