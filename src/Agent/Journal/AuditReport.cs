namespace Bellwether.Agent.Journal;

/// <summary>What an audit of the journal found.</summary>
/// <param name="Records">How many records there are.</param>
/// <param name="Head">Hash of the last one.</param>
/// <param name="Faults">One sentence each, in the order of the records; empty for a sound journal, at most 100.</param>
/// <param name="PrunedBodies">Bodies that were given up for room, each named by a record that says so.</param>
internal sealed record AuditReport(long Records, string Head, IReadOnlyList<string> Faults, long PrunedBodies)
{
    public bool Sound => Faults.Count == 0;
}
