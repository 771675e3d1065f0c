using System.Diagnostics.CodeAnalysis;
using MassTransit;
using MassTransit.Serialization;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Gives the bytes of one message to whoever asks for <see cref="IncomingEvent"/>; nothing else is in it.
/// </summary>
internal sealed class RawContext(MessageContext context, IncomingEvent incoming)
    : BaseSerializerContext(SystemTextJsonMessageSerializer.Instance, context, [])
{
    public override bool IsSupportedMessageType<T>() => typeof(T) == typeof(IncomingEvent);

    public override bool IsSupportedMessageType(Type messageType) => messageType == typeof(IncomingEvent);

    public override bool TryGetMessage<T>([NotNullWhen(true)] out T? message)
        where T : class
    {
        message = incoming as T;
        return message is not null;
    }

    public override bool TryGetMessage(Type messageType, [NotNullWhen(true)] out object? message)
    {
        message = messageType == typeof(IncomingEvent) ? incoming : null;
        return message is not null;
    }

    public override IMessageSerializer GetMessageSerializer() => new RawSerializer();

    public override IMessageSerializer GetMessageSerializer<T>(MessageEnvelope envelope, T message)
        where T : class => new RawSerializer();

    public override IMessageSerializer GetMessageSerializer(object message, string[] messageTypes) =>
        new RawSerializer();

    public override Dictionary<string, object> ToDictionary<T>(T? message)
        where T : class => [];
}
