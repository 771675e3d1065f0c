using System.Net.Mime;
using MassTransit;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Writes and reads no envelope of the library's: the bytes are the message.</summary>
internal sealed class RawSerializer : ISerializerFactory, IMessageSerializer
{
    public static ContentType CloudEvents { get; } = new("application/cloudevents+json");

    public ContentType ContentType => CloudEvents;

    public IMessageSerializer CreateSerializer() => this;

    public IMessageDeserializer CreateDeserializer() => new RawDeserializer();

    public MessageBody GetMessageBody<T>(SendContext<T> context)
        where T : class => context.Message is OutgoingEvent outgoing
            ? new BytesMessageBody(outgoing.Body.ToArray())
            : throw new NotSupportedException($"{typeof(T).Name} is nothing that the agent says.");
}
