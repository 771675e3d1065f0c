namespace Bellwether.Agent.Signals.Live;

/// <summary>The bounds that all points of a snapshot have: a new version may bring other buckets.</summary>
internal static class CommonBounds
{
    /// <summary>Ascending; empty where they have none in common, and nothing can be compared.</summary>
    public static IReadOnlyList<double> Of(params Stretch?[] stretches)
    {
        IReadOnlyList<double>? common = null;
        IReadOnlyList<double>? latest = null;
        foreach (var stretch in stretches)
        {
            if (stretch is null) continue;
            foreach (var bounds in stretch.Points.BoundsSeen())
            {
                if (ReferenceEquals(bounds, latest)) continue;
                latest = bounds;
                if (common is null || common.SequenceEqual(bounds)) common ??= bounds;
                else common = [.. common.Where(bound => bounds.Contains(bound))];
            }
        }

        return common ?? [];
    }
}
