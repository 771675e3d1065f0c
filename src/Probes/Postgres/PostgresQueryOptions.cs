using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Bellwether.Probes.Postgres;

/// <summary>One query that gives one number: whether the data are whole, or how the business goes.</summary>
public sealed partial class PostgresQueryOptions
{
    /// <summary>Longest statement, in characters.</summary>
    public const int LongestSql = 8192;

    /// <summary>Name of its signal, after the probe's: <c>orders-db.orphans</c>. Lower-case letters, digits and
    /// hyphens, 40 at most. Required.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>One statement that begins with SELECT or WITH and gives one row with one number. It is run read-only.
    /// At most 8192 characters. Required.</summary>
    [Required] public string Sql { get; init; } = "";

    /// <summary>What the number counts (<c>rows</c>, <c>orders</c>, <c>seconds</c>, <c>bytes</c>, <c>ratio</c>);
    /// default <c>rows</c>.</summary>
    public string Unit { get; init; } = "rows";

    /// <summary>Most that is well: above it in 3 of 5 points, a rule fails where the file writes none. Default
    /// none.</summary>
    public double? Max { get; init; }

    /// <summary>Least that is well, likewise. Default none.</summary>
    public double? Min { get; init; }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault() =>
        !NamePattern().IsMatch(Name) ? $"'{Name}' is no name: take lower-case letters, digits and hyphens, 40 at most."
        : PostgresSignals.IsTaken(Name) ? $"'{Name}' is the name of a signal that the probe has already."
        : Sql.Length > LongestSql ? $"the sql of '{Name}' is longer than {LongestSql} characters."
        : !BeginPattern().IsMatch(Sql) ? $"the sql of '{Name}' must begin with SELECT or WITH."
        : Statement.Contains(';', StringComparison.Ordinal)
            ? $"the sql of '{Name}' must be one statement, without ';'."
        : !UnitPattern().IsMatch(Unit) ? $"the unit of '{Name}' must be a word of lower-case letters and hyphens."
        : Min > Max ? $"the min of '{Name}' is above its max."
        : null;

    /// <summary>The statement without what may stand at its end.</summary>
    internal string Statement => Sql.Trim().TrimEnd(';').TrimEnd();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\s*(select|with)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex BeginPattern();

    [GeneratedRegex("^[a-z][a-z-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitPattern();
}
