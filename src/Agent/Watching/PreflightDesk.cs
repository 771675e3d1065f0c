using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>Answers a preflight that was asked in a message by a message: the answer goes the way of every
/// verdict.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class PreflightDesk(WatchRoom room, Enquiries enquiries)
{
    /// <summary>Longest id of a question, in characters: it is part of the answer's.</summary>
    public const int LongestId = 200;

    /// <param name="request">The question.</param>
    /// <param name="askedAs">Id of the message that asked; the same question is answered once.</param>
    public Acceptance Assess(PreflightRequested request, string askedAs)
    {
        if (askedAs.Length > LongestId || askedAs.Any(char.IsControl))
            return Acceptance.Invalid($"the id of a question is at most {LongestId} printable characters");
        lock (room.Book.Gate)
        {
            var key = $"{askedAs}:{room.Plan.AgentId}:preflight";
            if (room.Book.HasMessage(key)) return new Acceptance(AcceptanceKind.Known, null, "");
            if (enquiries.Preflight(request) is not { } assessed)
                return Acceptance.NotFound(room.NotWatched(request.Service, request.Environment));
            room.Book.RecordMessage(room.Book.Records.Message(
                MessageTypes.PreflightAssessed, key, null, assessed.AssessedAt, assessed,
                ContractsJson.Wire.CloudEventPreflightAssessed));
        }

        room.Changes.Announce();
        return new Acceptance(AcceptanceKind.Taken, null, "");
    }
}
