namespace Bellwether.Integration.Tests.Servers;

/// <summary>How a program is started, and when it is taken for ready.</summary>
internal sealed record RealServerPlan
{
    /// <summary>Name in the search path, or a whole path.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to the environment of the test.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Port on loopback that takes connections once the program is ready.</summary>
    public required int ReadyPort { get; init; }

    /// <summary>Longest wait for that port. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
