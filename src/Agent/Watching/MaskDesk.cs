using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>Takes incidents and maintenance out of the history.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class MaskDesk(WatchRoom room, WatchRounds rounds)
{
    /// <summary>Longest stretch that one mask may take out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>Masks a stretch.</summary>
    /// <returns>Why it was not taken; null where it was.</returns>
    public string? Mask(SignalsMasked mask)
    {
        if (room.PlanOf(mask.Service, mask.Environment) is null)
            return room.NotWatched(mask.Service, mask.Environment);
        if (mask.To <= mask.From) return "to must be after from";
        if (mask.To - mask.From > Longest) return $"a mask is at most {Longest.TotalDays:0} days long";
        if (string.IsNullOrWhiteSpace(mask.Reason)) return "a reason is needed";
        if (string.IsNullOrWhiteSpace(mask.Actor)) return "an actor is needed: who masks?";
        lock (room.Book.Gate)
        {
            // Who says it again, as senders do that got no answer, has said nothing new.
            if (room.Book.Masks.Contains(mask)) return null;
            room.Book.RecordMask(mask, room.Time.GetUtcNow());
            rounds.Masked(mask.Service);
        }

        room.Changes.Announce();
        return null;
    }
}
