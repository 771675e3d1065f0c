namespace Bellwether.Agent.Delivery;

/// <summary>A receiver did not acknowledge a record. The message says why, without secrets.</summary>
internal sealed class DeliveryFailedException : Exception
{
    public DeliveryFailedException()
    {
    }

    public DeliveryFailedException(string message) : base(message)
    {
    }

    public DeliveryFailedException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>The receiver looked at this record and does not want it, as it is; it is not merely away.</summary>
    public bool Refused { get; init; }
}
