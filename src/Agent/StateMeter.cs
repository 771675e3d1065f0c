using System.Diagnostics.Metrics;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>What the agent's state takes and has left, and whether the judging goes round.</summary>
internal sealed class StateMeter : IDisposable
{
    private readonly Meter _meter = new("Bellwether.State");

    public StateMeter(
        Func<JournalHealth> journal, Func<HistoryHealth> history, Func<long> freeBytes, WatchLoop loop)
    {
        Gauge("bellwether_journal_bytes", "In use by the journal.", () => journal().Bytes);
        Gauge("bellwether_journal_reserve_free_bytes", "Room left in the reserve for the last verdicts.",
            () => journal().ReserveFreeBytes);
        Gauge("bellwether_journal_reserve_in_use", "1 while records wait in the reserve because the disk is full.",
            () => journal().ReserveInUse ? 1 : 0);
        Gauge("bellwether_journal_durable", "1 while verdicts can be made durable; 0: none is given.",
            () => journal().Durable ? 1 : 0);
        Gauge("bellwether_history_bytes", "In use by the history.", () => history().Bytes);
        Gauge("bellwether_history_set_aside", "Damaged history files that were set aside since the start.",
            () => history().SetAside.Count);
        Gauge("bellwether_state_disk_free_bytes", "Free on the disk of the state.", () => freeBytes());
        Gauge("bellwether_judging_silence_seconds", "Since the last whole round of the judging loop.",
            () => loop.Silence.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, string description, Func<double> value) =>
        _meter.CreateObservableGauge(name, value, description: description);
}
