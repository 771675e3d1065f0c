using System.Net.Mime;
using System.Text;
using MassTransit;
using MassTransit.Serialization;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Makes of every message, whatever its content type and content, the same one type that holds its bytes.
/// </summary>
internal sealed class RawDeserializer : IMessageDeserializer
{
    public ContentType ContentType => RawSerializer.CloudEvents;

    public void Probe(ProbeContext context) => context.CreateScope("cloudevents");

    public ConsumeContext Deserialize(ReceiveContext receiveContext) => new BodyConsumeContext(
        receiveContext,
        Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        new RawContext(
            new RawMessageContext(headers, destinationAddress, default),
            new IncomingEvent(body.GetBytes()));

    public MessageBody GetMessageBody(string text) => new BytesMessageBody(Encoding.UTF8.GetBytes(text));
}
