using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Decides once for each label set what its samples are to a binding.</summary>
internal sealed class SampleFilter(Binding binding)
{
    private readonly HashSet<string> _ignoredRoutes = new(StringComparer.Ordinal);

    public SampleRole RoleOf(LabelSet labels)
    {
        foreach (var (label, pattern) in binding.Where)
            if (labels[label] is { } value ? !Glob.Matches(pattern, value) : !binding.WhereIsOptional)
                return SampleRole.Ignored;
        foreach (var label in binding.Route)
            if (labels[label] is { Length: > 0 } route && Glob.MatchesAny(binding.Ignore, route))
            {
                _ignoredRoutes.Add(route);
                return SampleRole.Ignored;
            }

        return IsBad(labels) ? SampleRole.Bad : SampleRole.Good;
    }

    /// <summary>Whether the labels leave out requests for that path, so that they must not be subtracted as well.</summary>
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
