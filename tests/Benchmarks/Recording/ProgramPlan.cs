namespace Bellwether.Benchmarks.Recording;

/// <summary>How a program that is recorded is started and ended.</summary>
internal sealed record ProgramPlan
{
    /// <summary>Name of its file in the recording.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File that takes what it writes.</summary>
    public required string Log { get; init; }

    /// <summary>Port on loopback that takes connections once it is ready.</summary>
    public required int Port { get; init; }

    /// <summary>Signal that ends it in order. Default SIGTERM.</summary>
    public int EndSignal { get; init; } = ServerProcess.Terminate;
}
