using System.Globalization;

namespace Bellwether.Agent.Supervision;

/// <summary>What the service manager that started this process wants to be told.</summary>
/// <param name="Socket">Where it listens; null for nowhere.</param>
/// <param name="WatchdogPeriod">It ends this process after so long without a sign of life; null for never.</param>
internal sealed record Supervisor(string? Socket, TimeSpan? WatchdogPeriod)
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private const string PeriodVariable = "WATCHDOG_USEC";
    private const string ProcessVariable = "WATCHDOG_PID";

    /// <summary>Reads it from the environment and takes it out: a child would speak in our name.</summary>
    public static Supervisor TakeFromEnvironment()
    {
        var found = Of(Environment.GetEnvironmentVariable, Environment.ProcessId);
        foreach (var variable in new[] { SocketVariable, PeriodVariable, ProcessVariable })
            Environment.SetEnvironmentVariable(variable, null);
        return found;
    }

    /// <param name="variable">Value of an environment variable; null where it is not set.</param>
    /// <param name="process">Id of this process.</param>
    public static Supervisor Of(Func<string, string?> variable, int process)
    {
        var isOurs = variable(ProcessVariable) is not { Length: > 0 } id
            || id == process.ToString(CultureInfo.InvariantCulture);
        var asked = long.TryParse(
            variable(PeriodVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds);
        var isPeriod = isOurs && asked && microseconds > 0
            && microseconds <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond;
        return new(variable(SocketVariable), isPeriod ? TimeSpan.FromMicroseconds(microseconds) : null);
    }
}
