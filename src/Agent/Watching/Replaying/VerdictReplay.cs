using System.Text.Json;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Watching.Calibrating;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>Judges again what was judged, from the plan, what was learned and the points that the journal
/// holds.</summary>
/// <remarks>What the judge does not say (ids, instants, the head of the journal) is taken from the record. Everything
/// else is made anew, and the whole message is compared.</remarks>
internal sealed class VerdictReplay
{
    private readonly IReadOnlyList<JournalRecord> _records;
    private readonly Dictionary<string, JournalRecord> _byKey;
    private Deployment? _deployment;

    private VerdictReplay(IReadOnlyList<JournalRecord> records)
    {
        _records = records;
        _byKey = records.Where(record => record.Entry.Key is not null)
            .GroupBy(record => record.Entry.Key!).ToDictionary(of => of.Key, of => of.Last());
    }

    /// <summary>Every verdict of one deployment, oldest first; empty for none.</summary>
    /// <param name="records">All records of the deployment, oldest first.</param>
    public static IReadOnlyList<ReplayedVerdict> Of(IReadOnlyList<JournalRecord> records) =>
        [.. new VerdictReplay(records).Run()];

    private IEnumerable<ReplayedVerdict> Run()
    {
        foreach (var record in _records)
        {
            if (EventRecords.Read(record) is not { } happened) continue;
            if (happened is VerdictReached reached) yield return Again(record, reached.Verdict);
            if (happened is Accepted accepted) _deployment = Deployment.Begin(accepted);
            else _deployment = _deployment?.Apply(happened);
        }
    }

    private ReplayedVerdict Again(JournalRecord record, VerdictIssued recorded)
    {
        if (_deployment is null) return Unknown(recorded, "the journal does not hold how the deployment began");
        try
        {
            var (points, why) = Points(recorded);
            return points is null ? Unknown(recorded, why) : Compared(record, recorded, points);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return Unknown(recorded, $"the points or what was learned cannot be read: {e.Message}");
        }
    }

    private (JudgedPoints? Points, string Why) Points(VerdictIssued recorded)
    {
        var key = JudgedRecord.KeyOf(recorded.DeploymentId, recorded.Phase, recorded.Step, recorded.Attempt);
        if (!_byKey.TryGetValue(key, out var record))
            return (null, "the points behind it are not in the journal: they took more room than they may have");
        if (record.Pruned) return (null, "the points behind it were given up, for room or for their age");
        return JudgedRecord.Read(record) is { } points ? (points, "")
            : (null, "an older build wrote it down, without what a replay needs");
    }

    private ReplayedVerdict Compared(JournalRecord record, VerdictIssued recorded, JudgedPoints points)
    {
        var key = CalibrationRecord.KeyOf(recorded.DeploymentId, recorded.Attempt);
        var learned = _byKey.GetValueOrDefault(key);
        // What was learned later did not speak.
        if (learned?.Sequence > record.Sequence) learned = null;
        var asked = new WatchCase(_deployment!.Plan, points.Snapshot!, points.Circumstances!)
        {
            Calibration = learned is null ? DeploymentCalibration.None : CalibrationRecord.Read(learned),
        };
        var replayed = Message(record, Judged(asked, recorded), asked, recorded);
        if (record.Entry.Body.Span.SequenceEqual(replayed))
            return new() { Recorded = recorded, Outcome = ReplayOutcome.Same };
        if (learned is { Pruned: true })
            return Unknown(recorded, "what was learned before it was given up, for room or for its age");
        return new()
        {
            Recorded = recorded,
            Outcome = ReplayOutcome.Different,
            Differences = ReplayDifference.Between(record.Entry.Body, replayed),
        };
    }

    private Judgement Judged(WatchCase asked, VerdictIssued recorded)
    {
        var judgement = recorded.Phase == Phase.Bake ? Judge.Bake(asked) : Judge.Watch(asked);
        return recorded.OverriddenBy is not null && _deployment!.Override is { } act
            ? Verdicts.Overridden(judgement, act) : judgement;
    }

    private byte[] Message(JournalRecord record, Judgement judgement, WatchCase asked, VerdictIssued recorded)
    {
        var form = ContractsJson.Wire.CloudEventVerdictIssued;
        var envelope = JsonSerializer.Deserialize(record.Entry.Body.Span, form)!;
        var verdict = VerdictComposer.Compose(_deployment!, recorded.Phase, judgement, new()
        {
            Agent = recorded.Agent,
            Instances = asked.Snapshot.Instances,
            RollbackUnsafe = asked.Circumstances.RollbackUnsafe,
            OverriddenBy = recorded.OverriddenBy,
            JournalHead = recorded.JournalHead,
            Now = recorded.DecidedAt,
        });
        return JsonSerializer.SerializeToUtf8Bytes(envelope with { Data = verdict }, form);
    }

    private static ReplayedVerdict Unknown(VerdictIssued recorded, string why) =>
        new() { Recorded = recorded, Outcome = ReplayOutcome.Unknown, WhyNot = why };
}
