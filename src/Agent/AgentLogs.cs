using Bellwether.Agent.Configuration.Plans;
using Microsoft.Extensions.Logging.Console;

namespace Bellwether.Agent;

/// <summary>How the agent logs: to standard error, in the form that whoever reads along wants.</summary>
internal static class AgentLogs
{
    /// <param name="logging">Where to.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="isToJournal">Whether systemd's journal reads standard error.</param>
    public static void Add(ILoggingBuilder logging, LogPlan plan, bool isToJournal)
    {
        switch (plan.Format)
        {
            case LogFormat.Json:
                logging.AddJsonConsole(console =>
                {
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                });
                break;
            case LogFormat.Journald:
            case LogFormat.Auto when isToJournal:
                logging.AddSystemdConsole();
                break;
            default:
                logging.AddSimpleConsole(console =>
                {
                    console.SingleLine = true;
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                    console.ColorBehavior = LoggerColorBehavior.Disabled;
                });
                break;
        }

        logging.SetMinimumLevel(plan.Level);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Who asks how it is gets the answer; a line at each asking tells nobody anything.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // The bus says once a change what its library says at every attempt.
        logging.AddFilter("MassTransit", LogLevel.None);
        // Why the host could not start, or stopped, is told once, by whoever called it, and without a trace.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Whether standard error is the journal's socket: systemd names it by device and inode, and a child with
    /// another standard error inherits the name (systemd.exec(5), JOURNAL_STREAM).</summary>
    public static bool IsToJournal() => IsToJournal(
        Environment.GetEnvironmentVariable("JOURNAL_STREAM"), Target("/proc/self/fd/2"));

    /// <param name="stream">What the variable says, <c>8:12345</c>; null where it is not set.</param>
    /// <param name="standardError">What standard error is, <c>socket:[12345]</c>; null where nobody can tell.</param>
    internal static bool IsToJournal(string? stream, string? standardError) =>
        stream?.Split(':') is [_, var inode] && inode.Length > 0
        && (standardError is null || standardError.EndsWith($"socket:[{inode}]", StringComparison.Ordinal));

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
