using System.Diagnostics.Metrics;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;

namespace Bellwether.Agent.Bus;

/// <summary>Hears one message at a time, and does not let go of it before it is durable or of no use.</summary>
/// <param name="hear">What is done with its bytes.</param>
/// <param name="limits">How long it pauses.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Hears once that it has to wait.</param>
internal sealed class Ear(Func<ReadOnlyMemory<byte>, Heard> hear, BusLimits limits, TimeProvider time, ILogger log)
    : IDisposable
{
    // On the page from the start: a count that begins with its first message hides it from whoever asks for growth.
    private readonly Counter<long> _heard = new Meter("Bellwether.Bus").CreateCounter<long>(
        "bellwether_bus_messages_total", description: "Messages from the bus, by what became of them.");

    /// <summary>While nothing durable can be written it waits, and the broker keeps the message.</summary>
    /// <exception cref="OperationCanceledException">The agent ends; the broker is to keep the message.</exception>
    public async Task<Heard> HearAsync(ReadOnlyMemory<byte> body, CancellationToken stopping)
    {
        for (var told = false; ; told = true)
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                var heard = hear(body);
                Count(heard.Kind);
                return heard;
            }
            catch (Exception e) when (e is JournalUnavailableException or StorageException)
            {
                if (!told) BusLog.NotDurable(log, e.Message);
            }

            await Task.Delay(limits.JournalPause, time, stopping).ConfigureAwait(false);
        }
    }

    public void Dispose() => _heard.Meter.Dispose();

    private void Count(HeardKind kind)
    {
        _heard.Add(1, new KeyValuePair<string, object?>("outcome", kind switch
        {
            HeardKind.Taken => "taken",
            HeardKind.Known => "known",
            HeardKind.NotOurs => "not-ours",
            _ => "set-aside",
        }));
    }
}
