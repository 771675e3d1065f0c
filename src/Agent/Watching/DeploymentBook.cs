using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Watching.Calibrating;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>The deployments of the journal: those of late in memory, others on demand. An event is durable before it
/// counts.</summary>
/// <remarks>Not safe for concurrent use: its owner holds <see cref="Gate"/> around every call.</remarks>
internal sealed class DeploymentBook
{
    /// <summary>Closed deployments that are held in memory at most; older ones are read from the journal when asked
    /// for.</summary>
    public const int MostClosed = 1000;

    /// <summary>How long a closed deployment is held: beyond the history that it masks, and beyond the time for any
    /// open
    /// one.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromDays(30);

    private const int ReadBatch = 500;

    /// <summary>What is no event, and may have a megabyte each.</summary>
    private static readonly string[] Bulky = [JournalLimits.Judged, JournalLimits.Calibration];

    private readonly Dictionary<string, Deployment> _deployments = new(StringComparer.Ordinal);
    private readonly List<SignalsMasked> _masks = [];
    private readonly DeploymentJournal _journal;
    private readonly EventRecords _records;

    public DeploymentBook(DeploymentJournal journal, EventRecords records)
    {
        _journal = journal;
        _records = records;
        // Counted back from the last record and not from now: what was open when the agent ended still is.
        var after = journal.BeforeTheLast(Held);
        while (journal.Read(after, ReadBatch, Bulky) is { Count: > 0 } batch)
        {
            foreach (var record in batch) Restore(record);
            after = batch[^1].Sequence;
        }

        Trim();
    }

    /// <summary>Told what happened, once it is durable, with the gate held; what was read from the journal at the start
    /// is not told.</summary>
    public event Action<Deployment, DeploymentEvent>? Happened;

    /// <summary>Held by whoever reads or changes the book.</summary>
    public Lock Gate { get; } = new();

    public IReadOnlyCollection<Deployment> All => _deployments.Values;

    /// <summary>Incidents and maintenance, oldest first.</summary>
    public IReadOnlyList<SignalsMasked> Masks => _masks;

    public EventRecords Records => _records;

    public JournalHealth JournalHealth => _journal.Health;

    public long Epoch => _journal.Epoch;

    /// <summary>A deployment by its id, however old; null where the journal has none.</summary>
    public Deployment? Find(string id) => _deployments.GetValueOrDefault(id) ?? Recall(id);

    /// <summary>Whether a deployment is open; those are always in memory.</summary>
    public bool IsOpen(string id) => _deployments.GetValueOrDefault(id) is { IsOpen: true };

    /// <summary>Lets go of what is too old, or too much; open ones stay.</summary>
    public void Trim()
    {
        if (_deployments.Count == 0) return;
        var oldest = _deployments.Values.Max(d => d.AnnouncedAt) - Held;
        var closed = _deployments.Values.Where(d => !d.IsOpen).OrderByDescending(d => d.AnnouncedAt);
        foreach (var gone in closed.Where((d, index) => index >= MostClosed || d.AnnouncedAt < oldest).ToList())
            _deployments.Remove(gone.Id);
        _masks.RemoveAll(mask => mask.To < oldest);
    }

    /// <summary>Journals events of one deployment, all or none, then applies them.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written; nothing was applied.</exception>
    public Deployment Record(string id, int attempt, params IReadOnlyList<DeploymentEvent> happened) =>
        Record(id, attempt, [], happened);

    /// <summary>The same, after entries that are no event of a deployment.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written; nothing was applied.</exception>
    public Deployment Record(
        string id, int attempt, IReadOnlyList<JournalEntry> before, IReadOnlyList<DeploymentEvent> happened)
    {
        var trace = happened is [DeploymentEvent.Accepted accepted, ..]
            ? accepted.TraceParent
            : _deployments.GetValueOrDefault(id)?.TraceParent;
        _journal.Append(_ => [.. before, .. happened.Select(e => _records.Write(id, attempt, e, trace))]);
        foreach (var each in happened)
        {
            Apply(id, each);
            Happened?.Invoke(_deployments[id], each);
        }

        return _deployments[id];
    }

    /// <summary>Journals what must be composed with the journal's head in hand, and further entries beside
    /// it.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written; nothing was applied.</exception>
    public Deployment RecordComposed(
        Deployment deployment, Func<string, DeploymentEvent> compose, IReadOnlyList<JournalEntry> beside)
    {
        DeploymentEvent? composed = null;
        _journal.Append(head =>
        {
            composed = compose(head);
            var (id, attempt) = (deployment.Id, deployment.Started.Attempt);
            return [_records.Write(id, attempt, composed, deployment.TraceParent), .. beside];
        });
        Apply(deployment.Id, composed!);
        Happened?.Invoke(_deployments[deployment.Id], composed!);
        return _deployments[deployment.Id];
    }

    /// <summary>Journals what was learned when a deployment was announced.</summary>
    /// <returns>The same as it is read from the journal: what a later start of the agent will know.</returns>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written.</exception>
    public DeploymentCalibration RecordCalibration(Deployment deployment, DeploymentCalibration learned) =>
        CalibrationRecord.Read(_journal.Append(_ => [CalibrationRecord.Of(deployment, learned)])[0]);

    /// <summary>What the journal has of that; null where nothing was written yet.</summary>
    public DeploymentCalibration? CalibrationOf(Deployment deployment) =>
        _journal.Find(CalibrationRecord.KeyOf(deployment.Id, deployment.Started.Attempt)) is { } record
            ? CalibrationRecord.Read(record) : null;

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

    /// <summary>Whether a message with that id was journaled.</summary>
    public bool HasMessage(string id) => _journal.Find(id) is not null;

    /// <summary>Journals a message that changes no deployment.</summary>
    /// <exception cref="JournalUnavailableException">Nothing durable could be written.</exception>
    public void RecordMessage(JournalEntry message) => _journal.Append(_ => [message]);

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

    private Deployment? Recall(string id)
    {
        foreach (var record in _journal.OfDeployment(id))
            if (EventRecords.Read(record) is { } happened)
                Apply(id, happened);
        return _deployments.GetValueOrDefault(id);
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
            // It began before what is read here.
            if (happened is not DeploymentEvent.Accepted && !_deployments.ContainsKey(id)) Recall(id);
            else Apply(id, happened);
        }
    }
}
