using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Tests.Configuration;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>A page of tests/Shared/Pages, and what its head says is to be found on it.</summary>
/// <param name="Name">Its file, without the ending.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourcePage(string Name, string Text)
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<SourcePage> Bound { get; } = Read("Bound");

    /// <summary>By name; on none of them anything is to be found.</summary>
    public static IReadOnlyList<SourcePage> Unbound { get; } = Read("Unbound");

    /// <summary>Line of the table that it is a page of; null where it is of none.</summary>
    public string? Source => Said("source") is [var source, ..] ? source : null;

    /// <summary>Signal and metric, ordered.</summary>
    public IReadOnlyList<string> Binds => [.. Said("binds").Order(StringComparer.Ordinal)];

    /// <summary>Label and value of samples that do not count.</summary>
    public IReadOnlyList<string> Ignores => Said("ignores");

    /// <summary>Words of problems.</summary>
    public IReadOnlyList<string> Says => Said("says");

    public bool IsCaptured => Text.Contains("\n# Captured: ", StringComparison.Ordinal);

    public bool IsWritten => Text.Contains("\n# Written from the documented names, not captured.\n",
        StringComparison.Ordinal);

    public static IReadOnlyList<string> FoundIn(DiscoveryReport report) =>
        [.. report.Bindings.Select(binding => $"{binding.Signal} {binding.Metric}").Order(StringComparer.Ordinal)];

    /// <summary>Without its head: OpenMetrics has no comments.</summary>
    public IReadOnlyList<Reading> Readings => Pages.Read(string.Join('\n', Text.Split('\n').SkipWhile(IsOfHead)));

    public DiscoveryReport Discover() => new PageDiscovery(SignalTable.BuiltIn).Discover(Readings);

    public override string ToString() => Name;

    private static bool IsOfHead(string line) => line.StartsWith("# ", StringComparison.Ordinal)
        && !line.StartsWith("# TYPE ", StringComparison.Ordinal);

    private static SourcePage[] Read(string folder) =>
    [
        .. Directory.EnumerateFiles(SourceTree.PathOf("tests", "Shared", "Pages", folder), "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => new SourcePage(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    private IReadOnlyList<string> Said(string key) =>
    [
        .. Text.Split('\n').TakeWhile(IsOfHead)
            .Where(line => line.StartsWith($"# {key}: ", StringComparison.Ordinal))
            .Select(line => line[(key.Length + 4)..]),
    ];
}
