namespace Bellwether.Probes.Logs.Access;

/// <summary>How an access log is read.</summary>
/// <param name="Ignore">Paths that are no traffic.</param>
/// <param name="Fields">Names of fields, for JSON.</param>
/// <param name="DurationUnit">What durations are counted in.</param>
internal sealed record AccessOptions(
    IReadOnlyList<string> Ignore, AccessFieldsOptions Fields, DurationUnit DurationUnit);
