namespace Bellwether.Probes.Logs.Messages;

/// <summary>Learns which errors there were before.</summary>
internal sealed class PastMessages(SignatureSet signatures) : MessageSink
{
    public override void Take(Severity severity, string signature)
    {
        if (severity >= Severity.Error) signatures.Seen(signature, isOld: true);
    }
}
