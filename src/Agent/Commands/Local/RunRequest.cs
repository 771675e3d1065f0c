namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>run</c> was asked for. Exactly one of <see cref="ConfigFile"/> and <see cref="Scrape"/> is
/// set.</summary>
internal sealed record RunRequest
{
    public string? ConfigFile { get; init; }

    /// <summary>A metrics page to watch without a file; null where there is a file.</summary>
    public Uri? Scrape { get; init; }

    /// <summary>The service behind that page; set exactly when <see cref="Scrape"/> is.</summary>
    public string? Service { get; init; }

    /// <summary>Null: as the file says, else the standard one.</summary>
    public string? Environment { get; init; }

    /// <summary>Null: as the file says, else the standard folder.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Null: as the file says, else http://127.0.0.1:7070.</summary>
    public Uri? Listen { get; init; }

    /// <summary>Null: as the file says; observe where there is no file.</summary>
    public Configuration.Plans.Mode? Mode { get; init; }
}
