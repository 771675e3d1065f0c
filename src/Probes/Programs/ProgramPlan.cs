namespace Bellwether.Probes.Programs;

/// <summary>A program and how it is run: without a shell, with no environment but what is named here.</summary>
internal sealed record ProgramPlan
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>One argument each, as the program gets it; may be empty.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The whole environment; default none.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Absolute path of the folder it runs in; default the root.</summary>
    public string Folder { get; init; } = "/";

    /// <summary>What it reads; null for nothing.</summary>
    public string? Input { get; init; }

    /// <summary>Bytes of its output that are kept; of its errors a sixteenth.</summary>
    public int MostBytes { get; init; } = 64 * 1024;

    /// <summary>Whether it is ended once it has written more than that; else the rest is read and dropped.</summary>
    public bool EndsWhenFull { get; init; }
}
