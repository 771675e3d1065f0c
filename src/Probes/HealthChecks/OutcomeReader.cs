using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks;

/// <summary>What the outcome of a check says about its target.</summary>
internal sealed class OutcomeReader(PreparedCheck prepared, DegradedMeaning degraded)
{
    private readonly CheckReadings _readings = new(prepared.Redaction);

    public Look Read(CheckOutcome outcome)
    {
        if (outcome.Error is { } error)
            return outcome.IsUnmade ? Look.Missing("not-made", Words(Own(error))) : Thrown(error);
        return outcome.Result switch
        {
            null => Look.Missing("no-answer", "the check gave no task"),
            { Status: HealthStatus.Healthy } result => Seen(result, outcome.Took),
            { Status: HealthStatus.Degraded } result when degraded is DegradedMeaning.Good =>
                Degraded(Seen(result, outcome.Took), Words(result)),
            { Status: HealthStatus.Degraded } result => Look.Bad("degraded", Words(result)),
            { Status: HealthStatus.Unhealthy } result => Unhealthy(result),
            { } result => Look.Missing("no-status", $"the check answered with the status {(int)result.Status}"),
        };
    }

    private Look Seen(HealthCheckResult result, TimeSpan took)
    {
        var (found, remark) = _readings.Of(result.Data);
        return Look.Good([Reading.Latency("latency", took), .. found]) with { Detail = remark };
    }

    private static Look Degraded(Look seen, string? words) => seen with
    {
        Degraded = true,
        Detail = words is null || seen.Detail is null ? words ?? seen.Detail : $"{words}; {seen.Detail}",
    };

    private Look Unhealthy(HealthCheckResult result) =>
        result.Exception is { } error && prepared.Kind.Explain(error) is { } known
            ? prepared.Redaction.Clean(known)
            : Look.Bad("unhealthy", Words(result));

    private Look Thrown(Exception error) =>
        prepared.Kind.Explain(error) is { } known ? prepared.Redaction.Clean(known)
        // The plug-in or something that it needs is not there, or we have no memory left: the target was never asked.
        : error is TypeLoadException or MissingMemberException or BadImageFormatException or FileNotFoundException
            or FileLoadException or OutOfMemoryException or InsufficientExecutionStackException
            ? Look.Missing("broken-check", Words(error))
            : Look.Bad("threw", Words(error));

    // What a constructor throws comes wrapped.
    private static Exception Own(Exception error) =>
        error is TargetInvocationException { InnerException: { } inner } ? inner : error;

    private string Words(Exception error) => prepared.Redaction.Clean(error);

    private string? Words(HealthCheckResult result) =>
        result.Description is { Length: > 0 } words ? prepared.Redaction.Clean(words)
        : result.Exception is { } error ? Words(error)
        : null;
}
