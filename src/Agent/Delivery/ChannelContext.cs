using Bellwether.Probes.Dialing;

namespace Bellwether.Agent.Delivery;

/// <summary>What the shell gives every channel when it is made.</summary>
/// <param name="Time">The clock; channels have no other.</param>
/// <param name="Guard">Which addresses a channel must not connect to.</param>
internal sealed record ChannelContext(TimeProvider Time, AddressGuard Guard);
