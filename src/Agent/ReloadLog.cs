namespace Bellwether.Agent;

internal static partial class ReloadLog
{
    [LoggerMessage(1001, LogLevel.Information,
        "The configuration was read again. Changed now: {Changed}; once their deployments are closed: {Waiting}.")]
    public static partial void Adopted(ILogger log, string changed, string waiting);

    [LoggerMessage(1002, LogLevel.Error, "{Fault}")]
    public static partial void Fault(ILogger log, string fault);

    [LoggerMessage(1003, LogLevel.Error,
        "The configuration was read again and has {Count} fault(s): the one that held still holds.")]
    public static partial void Refused(ILogger log, int count);

    [LoggerMessage(1004, LogLevel.Warning, "There is no configuration file to read again.")]
    public static partial void NoFile(ILogger log);

    [LoggerMessage(1005, LogLevel.Information, "{Service} is looked at by the plan {Digest}.")]
    public static partial void Looks(ILogger log, string service, string digest);
}
