namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>How one database file is opened.</summary>
internal sealed record SqliteSettings
{
    public required string Path { get; init; }

    public required SqliteSchema Schema { get; init; }

    /// <summary>Statements that set how it writes, run at each opening.</summary>
    public string Pragmas { get; init; } = "";

    /// <summary>No room is taken beyond this; 0 for no limit. In bytes.</summary>
    public long MaxBytes { get; init; }

    /// <summary>Only to look at it; nothing is created or migrated.</summary>
    public bool ReadOnly { get; init; }

    public string Name => System.IO.Path.GetFileName(Path);
}
