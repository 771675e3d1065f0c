using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Decides once for each label set what its samples are to a binding.</summary>
internal sealed class SampleFilter(Binding binding)
{
    private readonly HashSet<string> _ignoredRoutes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _routes = new(StringComparer.Ordinal);
    private bool _anyWithoutRoute;

    /// <summary>Routes that it remembers, of either kind.</summary>
    public int KeptRoutes => _routes.Count + _ignoredRoutes.Count;

    public SampleRole RoleOf(LabelSet labels)
    {
        if (!binding.Means(labels)) return SampleRole.Ignored;
        string? route = null;
        foreach (var label in binding.Route)
        {
            if (labels[label] is not { Length: > 0 } value) continue;
            route ??= value;
            if (!Glob.MatchesAny(binding.Ignore, value)) continue;
            if (_ignoredRoutes.Count < LiveLimits.RoutesOfSignal) _ignoredRoutes.Add(value);
            return SampleRole.Ignored;
        }

        // A route without a slash may be a handler's name, which tells nothing of paths.
        // Of more routes than are kept, which are raw paths, nobody asks which they are.
        if (route is null || !route.Contains('/', StringComparison.Ordinal)
            || _routes.Count >= LiveLimits.RoutesOfSignal) _anyWithoutRoute = true;
        else _routes.Add(route);
        return IsBad(labels) ? SampleRole.Bad : SampleRole.Good;
    }

    /// <summary>Whether any series may count requests for that path: one of its route, or one that tells no
    /// route.</summary>
    public bool MayHold(string path)
    {
        if (_anyWithoutRoute) return true;
        foreach (var route in _routes)
            if (RoutePath.Matches(route, path))
                return true;
        return false;
    }

    /// <summary>Whether the labels leave out requests for that path, so that they must not be subtracted as
    /// well.</summary>
    public bool LeavesOut(string path)
    {
        foreach (var route in _ignoredRoutes)
            if (RoutePath.Matches(route, path))
                return true;
        return false;
    }

    private bool IsBad(LabelSet labels)
    {
        if (binding.Bad.Count == 0) return false;
        foreach (var (label, patterns) in binding.Bad)
            if (labels[label] is not { } value || !Glob.MatchesAny(patterns, value))
                return false;
        return true;
    }
}
