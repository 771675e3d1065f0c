namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>A message as it came: bytes that are read by us and by nobody before us.</summary>
internal sealed class IncomingEvent(ReadOnlyMemory<byte> body)
{
    public ReadOnlyMemory<byte> Body { get; } = body;
}
