using System.Diagnostics;

namespace Bellwether.Agent;

/// <summary>The one source of spans. Every room uses it; only Telemetry exports it. Without a listener nothing is made.
/// </summary>
/// <remarks>
/// A watch may take hours and outlive the process, so no span stands for all of it: each is short and belongs to the
/// trace that the deployment was announced in, which is journaled with it.
/// </remarks>
internal static class Tracing
{
    public const string SourceName = "Bellwether";

    private static readonly ActivitySource Source = new(SourceName, AgentVersion.Text);

    public static bool IsListenedTo => Source.HasListeners();

    /// <summary>A span under a trace context as it stands on the wire, or a trace of its own for none; null without a
    /// listener.</summary>
    public static Activity? Under(string? traceParent, string name, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners()) return null;
        // What the web server or a library has under way is exported by nobody, so it must be nobody's parent.
        Activity.Current = null;
        var parent = ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
        return Source.StartActivity(name, kind, parent);
    }

    /// <summary>The same for a deployment: null where it was announced in no trace.</summary>
    public static Activity? Of(string? traceParent, string name) =>
        traceParent is null ? null : Under(traceParent, name);

    /// <summary>A span within one of ours; null where none is under way.</summary>
    public static Activity? Within(string name) =>
        Activity.Current is { } current && current.Source.Name == SourceName ? Source.StartActivity(name) : null;

    /// <summary>A span that is over already, within one of ours.</summary>
    public static Activity? Past(string name, DateTimeOffset from) =>
        Activity.Current is { } current && current.Source.Name == SourceName
            ? Source.StartActivity(name, ActivityKind.Internal, current.Context, startTime: from)
            : null;

    /// <summary>Nothing came of it: it is not told.</summary>
    public static void Forget(this Activity? span)
    {
        if (span is not null) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    /// <summary>The text where it is a W3C trace context, else null.</summary>
    public static string? Checked(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out _) ? traceParent : null;

    /// <summary>Context of our span under way; null for none.</summary>
    public static string? Current =>
        Activity.Current is { } current && current.Source.Name == SourceName ? current.Id : null;
}
