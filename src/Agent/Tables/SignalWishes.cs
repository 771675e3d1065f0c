using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>What a person said of the columns of a table beside what their names say.</summary>
internal sealed record SignalWishes
{
    /// <summary>Another name by column; empty where columns are called as they should be.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Kind by signal, where the name does not say it.</summary>
    public IReadOnlyDictionary<string, SignalKind> Kinds { get; init; } = new Dictionary<string, SignalKind>();

    /// <summary>Unit by signal.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Signals that are wanted; empty for all.</summary>
    public IReadOnlySet<string> Only { get; init; } = new HashSet<string>();

    /// <summary>Width of a point; null: as the times tell.</summary>
    public TimeSpan? Interval { get; init; }
}
