namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>A record on its way out: bytes that nobody touches, and where to.</summary>
/// <remarks>A class of its own and no record: the library makes an exchange of every interface that a message has.
/// </remarks>
internal sealed class OutgoingEvent(ReadOnlyMemory<byte> body, string routingKey)
{
    /// <summary>As it lies in the journal.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body;

    public string RoutingKey { get; } = routingKey;

    /// <summary>CloudEvents id: same id, same bytes.</summary>
    public required string Id { get; init; }

    /// <summary>CloudEvents type.</summary>
    public required string Type { get; init; }

    /// <summary>W3C trace context for the header; null for none.</summary>
    public string? TraceParent { get; init; }
}
