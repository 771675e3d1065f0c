using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Postgres;

/// <summary>Options of <c>postgres</c>.</summary>
public sealed class PostgresProbeOptions : IProbeOptions
{
    /// <summary>Most queries of one probe: each costs a round trip of each look.</summary>
    public const int MostQueries = 16;

    /// <summary>How to connect, as Npgsql reads it: <c>Host=…;Port=…;Username=…;Password=…;Database=…</c>. Put in from
    /// outside, such as <c>${cred:orders-db}</c>. Required; at most 4096 characters.</summary>
    [Required, StringLength(4096), DataType(DataType.Password)] public string Connection { get; init; } = "";

    /// <summary>Queries of the operator's own, each of which gives one number; at most 16, default none.</summary>
    public IReadOnlyList<PostgresQueryOptions> Queries { get; init; } = [];

    /// <summary>How migrations of the schema are seen.</summary>
    public PostgresMigrationOptions Migrations { get; init; } = new();

    /// <summary>Gap between looks. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time for a whole look, connecting and queries included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [DefaultValue("the probe's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PostgresConnection.Fault(Connection) is { } fault)
            yield return new($"connection {fault}.", [nameof(Connection)]);
        foreach (var late in Probes.Patience.Check(Timeout, Every)) yield return late;
        if (Queries.Count > MostQueries)
            yield return new($"queries may hold {MostQueries} queries at most.", [nameof(Queries)]);
        foreach (var query in Queries)
            if (query.Fault() is { } wrong)
                yield return new($"queries: {wrong}", [nameof(Queries)]);
        var twice = Queries.GroupBy(query => query.Name, StringComparer.Ordinal).FirstOrDefault(of => of.Count() > 1);
        if (twice is not null)
            yield return new($"queries: two are named '{twice.Key}'.", [nameof(Queries)]);
        if (Migrations.Fault() is { } unclear) yield return new(unclear, [nameof(Migrations)]);
    }
}
