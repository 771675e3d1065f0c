namespace Bellwether.Agent.Signals.Live;

/// <summary>Whether a path is one that a route stands for: <c>/items/{id}</c>, <c>/items/:id</c>,
/// <c>/items/*</c>.</summary>
internal static class RoutePath
{
    public static bool Matches(string route, string path)
    {
        var routes = route.AsSpan().Trim('/').Split('/');
        var paths = path.AsSpan().Trim('/').Split('/');
        ReadOnlySpan<char> pattern = route.AsSpan().Trim('/'), text = path.AsSpan().Trim('/');
        while (routes.MoveNext())
        {
            var part = pattern[routes.Current];
            if (part is ['{', '*', ..] or ['*', ..]) return true;
            if (!paths.MoveNext()) return false;
            if (!IsParameter(part) && !part.Equals(text[paths.Current], StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return !paths.MoveNext();
    }

    private static bool IsParameter(ReadOnlySpan<char> part) => part is ['{', ..] or [':', ..] or ['<', ..];
}
