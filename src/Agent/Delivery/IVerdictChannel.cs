using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Delivery;

/// <summary>A way that verdicts go out. It may be asked to send the same record again; it never changes a
/// byte.</summary>
internal interface IVerdictChannel : IAsyncDisposable
{
    /// <summary>Sends one record and returns when the receiver has acknowledged it.</summary>
    /// <exception cref="DeliveryFailedException">The receiver did not acknowledge it; it will be sent
    /// again.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="stopping"/> was cancelled.</exception>
    Task SendAsync(JournalRecord record, CancellationToken stopping);
}
