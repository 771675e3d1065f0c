using Bellwether.Agent.Sampling;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Tells the pages of a service which requests were ours.</summary>
/// <remarks>
/// A request belongs to the page with its host and port. One to another port of a host with a page belongs to that page
/// (metrics often have a port of their own). One to a host without any page may have come in anywhere, as through a
/// load balancer, and is looked for on every page: an idle service must not live on our looks. Where the target does
/// not count it, at most that one request is missing from its traffic.
/// </remarks>
internal sealed class OwnTraffic(ServiceState state, RowMaker rows)
{
    public void Take(SampledLook sampled, Target from)
    {
        foreach (var sent in sampled.Look.Sent)
        {
            if (Origin.Of(sent.Origin) is not { } origin) continue;
            var own = new OwnRequest(sent.Path, sent.Status, sent.Duration.TotalSeconds, sampled.At);
            if (from.Page is { FindsSightings: true }) from.Origin = origin;
            foreach (var target in Reached(origin))
                Tell(target, own, ReferenceEquals(target, from));
        }
    }

    private List<Target> Reached(Origin origin)
    {
        var pages = state.Targets.Values.Where(target => target.Page is not null && target.Origin is not null).ToList();
        // What applications send has no address; who sends it may have been asked at any.
        var sent = state.Targets.Values.Where(target => target is { IsSent: true, Page: not null });
        var exact = pages.Where(target => target.Origin == origin).ToList();
        if (exact.Count > 0) return [.. exact, .. sent];
        var host = pages.Where(target => target.Origin!.Value.Host == origin.Host).ToList();
        return [.. host.Count > 0 ? host : pages, .. sent];
    }

    private void Tell(Target target, OwnRequest own, bool isItsOwnPage)
    {
        foreach (var tracker in target.Page!.Trackers)
        {
            if (tracker.Own is null || (isItsOwnPage && !tracker.Binding.CountsItsPage)) continue;
            // The page cannot hold the request that fetched it; others that began before its end, it may.
            var part = isItsOwnPage || own.BeganAt >= target.Counted?.Until
                ? null
                : target.Counted?.Parts.FirstOrDefault(part => part.Tracker == tracker && !part.Cell.Closed);
            if (part is null) tracker.Own.Add(own with { Pages = 0 });
            else if (tracker.Own.TakeOutLate(own with { Pages = 0 }, part.Delta) is { } taken)
                part.Cell.Add(rows.Without(state.Tracks[tracker.Binding.Signal], target, part.Cell, taken));
        }
    }
}
