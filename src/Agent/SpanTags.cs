using System.Text.Json;

namespace Bellwether.Agent;

/// <summary>Names of what spans say. They are API: dashboards and queries go by them.</summary>
internal static class SpanTags
{
    public const string Deployment = "bellwether.deployment.id";
    public const string State = "bellwether.deployment.state";
    public const string Phase = "bellwether.phase";
    public const string Decision = "bellwether.decision";
    public const string Cause = "bellwether.cause";
    public const string Advisory = "bellwether.advisory";
    public const string Summary = "bellwether.summary";
    public const string Points = "bellwether.points";
    public const string Signals = "bellwether.signals";
    public const string Looks = "bellwether.looks";
    public const string Message = "bellwether.message.type";
    public const string Outcome = "bellwether.outcome";
    public const string Channel = "bellwether.channel";
    public const string Sequence = "bellwether.journal.sequence";

    /// <summary>A value as it stands on the wire.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
