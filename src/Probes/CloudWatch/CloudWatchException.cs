namespace Bellwether.Probes.CloudWatch;

/// <summary>CloudWatch could not be asked, or refused: our blindness. The message holds nothing of the
/// credentials.</summary>
internal sealed class CloudWatchException(string reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary><c>provider-unavailable</c>, or <c>credentials</c> where those are refused.</summary>
    public string Reason { get; } = reason;
}
