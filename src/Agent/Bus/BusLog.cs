namespace Bellwether.Agent.Bus;

/// <summary>What the bus says, once a change.</summary>
internal static partial class BusLog
{
    [LoggerMessage(9001, LogLevel.Information, "The bus is connected: {Broker}.")]
    public static partial void Connected(ILogger logger, string broker);

    [LoggerMessage(9002, LogLevel.Warning,
        "The bus is away: {Broker}: {Reason} Judging goes on; verdicts wait in the journal.")]
    public static partial void Away(ILogger logger, string broker, string reason);

    [LoggerMessage(9003, LogLevel.Warning, "A message of type {Type} was set aside in {Queue}: {Reason}")]
    public static partial void SetAside(ILogger logger, string type, string queue, string reason);

    [LoggerMessage(9004, LogLevel.Error,
        "An announcement cannot be made durable; the broker keeps it until it can: {Reason}")]
    public static partial void NotDurable(ILogger logger, string reason);

    [LoggerMessage(9005, LogLevel.Error, "A message hit a fault of our own and was set aside in {Queue}")]
    public static partial void Bug(ILogger logger, Exception fault, string queue);

    [LoggerMessage(9006, LogLevel.Warning, "The bus did not end in good order.")]
    public static partial void EndedRoughly(ILogger logger, Exception fault);
}
