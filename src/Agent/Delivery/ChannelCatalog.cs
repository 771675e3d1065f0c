using Bellwether.Agent.Delivery.Webhook;

namespace Bellwether.Agent.Delivery;

/// <summary>Every kind of channel, on one screen.</summary>
internal static class ChannelCatalog
{
    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<ChannelKind> All { get; } =
    [
        ChannelKind.Of<WebhookChannelOptions>("webhook", (options, context) => new WebhookChannel(options, context)),
    ];
}
