using Bellwether.Probes;

namespace Bellwether.Agent.Targets;

/// <summary>A probe of a target that a list names. While the list cannot be had the target may be gone, so what fails
/// then is missing: we do not know whom we asked.</summary>
internal sealed class FollowedProbe(IProbe inner, Func<bool> isStale) : IProbe
{
    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        var look = await inner.LookAsync(stopping).ConfigureAwait(false);
        return look.Reachability is Reachability.Bad && isStale()
            ? Look.Missing("stale-targets", $"{look.Reason}; the list of targets cannot be had, it may be gone") with
            {
                Sent = look.Sent,
            }
            : look;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
