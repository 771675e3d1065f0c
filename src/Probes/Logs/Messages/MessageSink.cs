namespace Bellwether.Probes.Logs.Messages;

/// <summary>Where messages go: they are counted, or learned from.</summary>
internal abstract class MessageSink
{
    /// <param name="severity">How bad it is.</param>
    /// <param name="signature">Of an error; else empty.</param>
    public abstract void Take(Severity severity, string signature);

    /// <summary>A line is no message.</summary>
    public virtual void Unread()
    {
    }
}
