namespace Bellwether.Agent.Delivery;

/// <summary>What couriers say, once a change.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(8001, LogLevel.Warning,
        "Channel {Channel} does not take record {Sequence} of {Deployment}: {Reason} It will be sent again.")]
    public static partial void Failing(ILogger logger, string channel, long sequence, string? deployment,
        string reason);

    [LoggerMessage(8002, LogLevel.Information, "Channel {Channel} takes records again.")]
    public static partial void Recovered(ILogger logger, string channel);

    [LoggerMessage(8003, LogLevel.Error,
        "Channel {Channel} refuses record {Sequence} of {Deployment}: {Reason} Later records of other "
        + "deployments go on; this one is sent again every {Pause}.")]
    public static partial void Parked(
        ILogger logger, string channel, long sequence, string? deployment, string reason, TimeSpan pause);

    [LoggerMessage(8004, LogLevel.Warning, "Channel {Channel} cannot read the journal: {Reason}")]
    public static partial void JournalUnreadable(ILogger logger, string channel, string reason);
}
