using Bellwether.Agent.Journal;
using Bellwether.Contracts.Wire;

namespace Bellwether.Testing.Kill;

/// <summary>Compares what the receiver got, what the API told, and what the journal holds.</summary>
internal sealed class KillFindings
{
    private const int Batch = 200;

    private readonly Mailbox _mailbox;
    private readonly IReadOnlyList<JournalRecord> _records;

    /// <summary>What is not as it must be, one sentence each; empty for nothing.</summary>
    public List<string> Faults { get; } = [];

    private KillFindings(Mailbox mailbox, DeploymentJournal journal) =>
        (_mailbox, _records) = (mailbox, [.. All(journal)]);

    /// <param name="around">Who was told.</param>
    /// <param name="deployments">Every deployment that was accepted.</param>
    /// <param name="state">Folder of an agent that has ended.</param>
    /// <param name="time">The clock.</param>
    public static KillFindings Of(
        Surroundings around, IEnumerable<Told> deployments, string state, TimeProvider time)
    {
        using var journal = DeploymentJournal.Open(state, time);
        var findings = new KillFindings(around.Mailbox, journal);
        findings.CompareWithJournal();
        findings.CompareOrder();
        foreach (var told in deployments) findings.Examine(told);
        foreach (var id in findings.Begun()) findings.ExamineVerdict(id);
        return findings;
    }

    /// <summary>Same bytes, nothing lost, nothing that was never written.</summary>
    private void CompareWithJournal()
    {
        var outgoing = _records.Where(record => record.Entry.Outgoing).ToDictionary(record => record.Entry.Key!);
        foreach (var (id, record) in outgoing)
        {
            var copies = _mailbox.Of(id);
            if (copies.Count == 0) Faults.Add($"{id}: in the journal, and never delivered");
            if (copies.Any(copy => !record.Entry.Body.Span.SequenceEqual(copy)))
                Faults.Add($"{id}: a copy has other bytes than the journal");
        }

        foreach (var id in _mailbox.Ids.Where(id => !outgoing.ContainsKey(id)))
            Faults.Add($"{id}: was delivered, and is not in the journal");
    }

    /// <summary>Messages of one deployment arrive in their order.</summary>
    private void CompareOrder()
    {
        var sequences = _records.Where(record => record.Entry.Outgoing)
            .ToDictionary(record => record.Entry.Key!, record => (record.Entry.DeploymentId, record.Sequence));
        var arrived = _mailbox.Ids.Where(sequences.ContainsKey).Select(id => sequences[id]);
        foreach (var deployment in arrived.GroupBy(at => at.DeploymentId))
        {
            var order = deployment.Select(at => at.Sequence).ToList();
            if (!order.SequenceEqual(order.Order())) Faults.Add($"{deployment.Key}: its messages came out of order");
        }
    }

    private void Examine(Told told)
    {
        Faults.AddRange(told.Faults);
        if (told.Verdict is null) return;
        var delivered = VerdictsOf(told.Id).SelectMany(record => _mailbox.Of(record.Entry.Key!)).FirstOrDefault();
        if (delivered is null) return;
        using var message = System.Text.Json.JsonDocument.Parse(delivered);
        var data = message.RootElement.GetProperty("data").GetRawText();
        if (data != told.Verdict) Faults.Add($"{told.Id}: told {told.Verdict}, delivered {data}");
    }

    private void ExamineVerdict(string deployment)
    {
        var verdicts = VerdictsOf(deployment).Count;
        if (verdicts != 1) Faults.Add($"{deployment}: {verdicts} verdicts of its watch");
    }

    /// <summary>Every deployment in the journal, those that nobody announced included.</summary>
    private IEnumerable<string> Begun() =>
        _records.Select(record => record.Entry.DeploymentId).OfType<string>().Distinct();

    private List<JournalRecord> VerdictsOf(string deployment) =>
        [.. _records.Where(record => record.Entry.DeploymentId == deployment
            && record.Entry.Kind == MessageTypes.VerdictIssued
            && record.Entry.Key!.Contains(":watch:", StringComparison.Ordinal))];

    private static IEnumerable<JournalRecord> All(DeploymentJournal journal)
    {
        for (long after = 0; journal.Read(after, Batch) is { Count: > 0 } page; after = page[^1].Sequence)
            foreach (var record in page)
                yield return record;
    }
}
