using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>Every deployment the journal knows. An event is durable before it counts.</summary>
/// <remarks>Not safe for concurrent use: its owner holds <see cref="Gate"/> around every call.</remarks>
internal sealed class DeploymentBook
{
    private const int ReadBatch = 500;

    private readonly Dictionary<string, Deployment> _deployments = new(StringComparer.Ordinal);
    private readonly List<SignalsMasked> _masks = [];
    private readonly DeploymentJournal _journal;
    private readonly EventRecords _records;

    public DeploymentBook(DeploymentJournal journal, EventRecords records)
    {
        _journal = journal;
        _records = records;
        for (long after = 0; journal.Read(after, ReadBatch) is { Count: > 0 } batch; after = batch[^1].Sequence)
            foreach (var record in batch)
                Restore(record);
    }

    /// <summary>Held by whoever reads or changes the book.</summary>
    public Lock Gate { get; } = new();

    public IReadOnlyCollection<Deployment> All => _deployments.Values;

    /// <summary>Incidents and maintenance, oldest first.</summary>
    public IReadOnlyList<SignalsMasked> Masks => _masks;

    public EventRecords Records => _records;

    public JournalHealth JournalHealth => _journal.Health;

    public long Epoch => _journal.Epoch;

    public Deployment? Find(string id) => _deployments.GetValueOrDefault(id);

    /// <summary>Journals events of one deployment, all or none, then applies them.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written; nothing was applied.</exception>
    public Deployment Record(string id, int attempt, params IReadOnlyList<DeploymentEvent> happened)
    {
        _journal.Append(_ => [.. happened.Select(e => _records.Write(id, attempt, e))]);
        foreach (var each in happened) Apply(id, each);
        return _deployments[id];
    }

    /// <summary>Journals what must be composed with the journal's head in hand, and further entries beside it.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written; nothing was applied.</exception>
    public Deployment RecordComposed(
        Deployment deployment, Func<string, DeploymentEvent> compose, IReadOnlyList<JournalEntry> beside)
    {
        DeploymentEvent? composed = null;
        _journal.Append(head =>
        {
            composed = compose(head);
            return [_records.Write(deployment.Id, deployment.Started.Attempt, composed), .. beside];
        });
        Apply(deployment.Id, composed!);
        return _deployments[deployment.Id];
    }

    public void RecordMask(SignalsMasked mask, DateTimeOffset now)
    {
        var id = $"mask:{mask.Service}:{mask.Environment}:{now.UtcTicks}";
        _journal.Append(_ =>
        [
            _records.Message(
                MessageTypes.SignalsMasked, id, null, now, mask, ContractsJson.Wire.CloudEventSignalsMasked),
        ]);
        _masks.Add(mask);
    }

    /// <summary>Journals a message that is no event of a deployment.</summary>
    public void RecordMessage(JournalEntry entry) => _journal.Append(_ => [entry]);

    /// <summary>Tries to write what the disk refused before; nothing where all is well.</summary>
    public void RecoverJournal()
    {
        if (_journal.Health is { Durable: false } or { ReserveInUse: true }) _journal.Recover();
    }

    private void Apply(string id, DeploymentEvent happened)
    {
        if (happened is DeploymentEvent.Accepted accepted) _deployments[id] = Deployment.Begin(accepted);
        else if (_deployments.TryGetValue(id, out var deployment)) _deployments[id] = deployment.Apply(happened);
    }

    private void Restore(JournalRecord record)
    {
        if (record.Entry.Kind == MessageTypes.SignalsMasked)
        {
            var envelope = System.Text.Json.JsonSerializer.Deserialize(
                record.Entry.Body.Span, ContractsJson.Wire.CloudEventSignalsMasked);
            if (envelope is not null) _masks.Add(envelope.Data);
        }
        else if (record.Entry.DeploymentId is { } id && EventRecords.Read(record) is { } happened)
        {
            Apply(id, happened);
        }
    }
}
