namespace Bellwether.Agent.Journal;

/// <summary>How the journal fares.</summary>
/// <param name="Durable">What was last written is on a disk; false when neither the journal nor its reserve took
/// it.</param>
/// <param name="ReserveInUse">Records wait in the reserve until the journal can be written again.</param>
/// <param name="ReserveFreeBytes">Room left in the reserve; 0 where there is none.</param>
/// <param name="Bytes">In use by <c>journal.db</c>.</param>
/// <param name="LastError">Why it last could not be written; null for never.</param>
internal sealed record JournalHealth(
    bool Durable, bool ReserveInUse, long ReserveFreeBytes, long Bytes, string? LastError);
