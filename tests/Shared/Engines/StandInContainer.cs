using System.Globalization;

namespace Bellwether.Testing.Engines;

/// <summary>A container of a <see cref="StandInEngine"/>, in the members that the real one tells.</summary>
internal sealed record StandInContainer
{
    private const string Never = "0001-01-01T00:00:00Z";

    public string Id { get; init; } = "d1307f4757fb";

    public string Image { get; init; } = "sha256:5fc17295828d";

    public string Status { get; init; } = "running";

    public int Pid { get; init; } = 30476;

    public int ExitCode { get; init; }

    public bool OutOfMemory { get; init; }

    public string Error { get; init; } = "";

    public DateTimeOffset? StartedAt { get; init; } = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public int Restarts { get; init; }

    public string Health { get; init; } = "";

    public string LastCheck { get; init; } = "";

    public long Memory { get; init; } = 60_000_000;

    public long Limit { get; init; } = 100_000_000;

    /// <summary>It ended.</summary>
    public StandInContainer Ended(int code, string status = "exited") =>
        this with { Status = status, Pid = 0, ExitCode = code };

    /// <summary>It was started again, as another process.</summary>
    public StandInContainer StartedAgain(DateTimeOffset at, bool byEngine = true) => this with
    {
        Status = "running",
        Pid = Pid + 100,
        ExitCode = 0,
        StartedAt = at,
        Restarts = byEngine ? Restarts + 1 : 0,
    };

    public string Inspection() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"Id":"{{Id}}","Name":"/checkout","Image":"{{Image}}","RestartCount":{{Restarts}},
         "State":{"Status":"{{Status}}","Running":{{Truth(Status == "running")}},"OOMKilled":{{Truth(OutOfMemory)}},
           "Pid":{{Pid}},"ExitCode":{{ExitCode}},"Error":"{{Error}}",
           "StartedAt":"{{Started}}",
           "FinishedAt":"{{Never}}",
           "Health":{"Status":"{{Health}}","FailingStreak":{{(Health == "unhealthy" ? 3 : 0)}},"Log":{{Log}} } },
         "Config":{"Image":"registry.example/shop:2.4.1","Labels":{"shop.version":"2.4.1"} } }
        """);

    public string Statistics() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"read":"2026-11-20T20:12:54.943797173Z","memory_stats":{"usage":{{Memory}},"limit":{{Limit}},
         "stats":{"inactive_file":10000000} },"name":"checkout"}
        """);

    private string Started =>
        StartedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture) ?? Never;

    private string Log => LastCheck.Length == 0 ? "null"
        : $$"""[{"Start":"x","ExitCode":1,"Output":"before"},{"Start":"y","ExitCode":1,"Output":"{{LastCheck}}\n"}]""";

    private static string Truth(bool value) => value ? "true" : "false";
}
