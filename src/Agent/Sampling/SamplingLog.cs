namespace Bellwether.Agent.Sampling;

internal static partial class SamplingLog
{
    [LoggerMessage(2001, LogLevel.Warning,
        "Probe {Probe} of {Service} threw while looking at {Instance}; its looks are missing until it no longer does.")]
    public static partial void ProbeFailed(
        ILogger log, Exception exception, string probe, string service, string instance);

    [LoggerMessage(2002, LogLevel.Information, "Probe {Probe} of {Service} looks at {Instance} again.")]
    public static partial void ProbeRecovered(ILogger log, string probe, string service, string instance);

    [LoggerMessage(2003, LogLevel.Warning, "The clock was set by {Step}; the looks were put on the new time.")]
    public static partial void ClockSet(ILogger log, TimeSpan step);

    [LoggerMessage(2004, LogLevel.Critical, "Sampling broke; nothing is looked at any more.")]
    public static partial void Broken(ILogger log, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning,
        "Some looks did not end within {Patience} after they were told to; they are left behind.")]
    public static partial void LooksLeftBehind(ILogger log, TimeSpan patience);

    [LoggerMessage(2006, LogLevel.Warning,
        "Probe {Probe} of {Service} has not ended its look at {Instance} after {Patience}; its looks are missing until "
        + "it does.")]
    public static partial void LookOverdue(
        ILogger log, string probe, string service, string instance, TimeSpan patience);

    [LoggerMessage(2007, LogLevel.Information,
        "Probe {Probe} of {Service} has ended its look at {Instance} that was given up, and looks again.")]
    public static partial void LookOver(ILogger log, string probe, string service, string instance);
}
