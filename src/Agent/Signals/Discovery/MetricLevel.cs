namespace Bellwether.Agent.Signals.Discovery;

/// <summary>One entry of the table's levels: how full, how busy or how far behind something is.</summary>
internal sealed record MetricLevel
{
    /// <summary>Whose page it is on.</summary>
    public required string Name { get; init; }

    /// <summary>Last part of the signal's name: <c>heap</c> for <c>app.saturation.heap</c>.</summary>
    public required string What { get; init; }

    public required LevelForm Form { get; init; }

    /// <summary>Names of samples; the first that is on the page. Never empty.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>Names of the samples that it is a share of; the first that is on the page. Empty: no share.</summary>
    public IReadOnlyList<string> Limit { get; init; } = [];

    /// <summary>Labels that a sample must have, as globs; of the limit only where it has them. Empty for all.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels, and globs of values that a sample must not have there; not of the limit of a rate. Empty for
    /// none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Names that must be on the page as well; empty for none.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Only on a page that counts requests as well, and is no exporter's.</summary>
    public bool BesideRequests { get; init; }

    public Several Several { get; init; }

    /// <summary>Unit; null for that of the page. Of a share always <c>ratio</c>.</summary>
    public string? Unit { get; init; }
}
